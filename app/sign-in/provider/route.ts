import { follow, seeOther, turnBack } from '#actions/form/notice.server.ts'
import { takeBegun } from '#actions/request/begun-cookie.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { enterWith } from '#actions/sign-in/enter.server.ts'
import { finish } from '#actions/sign-in/provider.server.ts'
import { accountOf } from '#db/accounts/identities.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { isUnavailable } from '#db/errors.ts'
import { log } from '#db/log.ts'
import { guardedRoute } from '../../request/guarded-route.ts'

/** Where the provider of single sign-on leads back. A GET that signs in, because OpenID Connect has it so. */
export const GET = guardedRoute(async (request: Request) => {
  const begun = await takeBegun()
  const { search } = new URL(request.url)
  const found = begun && (await finish(search, begun).catch(tell))
  if (!found) return turnBack('/sign-in', 'provider-failed')
  const [actor, later] = [await currentViewer(), [] as (() => Promise<void>)[]]
  const work = async (trx: Trx) => {
    const account = await accountOf(trx, found.identity)
    const afterwards = (each: () => Promise<void>) => void later.push(each)
    if (account) await enterWith({ actor, trx, afterwards }, account, found.session)
    return account
  }
  const account = await transaction(database(), work, { queue: 'accounts' })
  if (!account) return turnBack('/sign-in', 'provider-stranger')
  for (const each of later) await each()
  return follow(seeOther(begun.next, begun.again ? 'confirmed' : 'signed-in'))
})

/** Anything in the answer that is not as it must be has the same words. */
function tell(error: unknown): undefined {
  if (isUnavailable(error)) throw error
  log.warn({ err: error }, 'single sign-on refused')
}
