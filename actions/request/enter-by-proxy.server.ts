import { accountByProxy } from '#db/accounts/by-proxy.ts'
import { end } from '#db/accounts/sessions.ts'
import { signIn } from '#db/accounts/sign-in.ts'
import { recordAccount } from '#db/audit/account-events.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { ValueTaken } from '#db/errors.ts'
import { forgetAnswers } from './kept-answers.server.ts'
import { namedByProxy } from './named-by-proxy.server.ts'
import { currentPlace } from './place.server.ts'
import { keepTokens } from './session-cookies.server.ts'
import { sessionOfBrowser } from './viewer.server.ts'

/**
 * Starts a session for the person whom a trusted proxy names, and ends that of anybody else in this browser.
 * @returns false where it names nobody, or somebody who may not come in
 */
export async function enterByProxy(): Promise<boolean> {
  const email = await namedByProxy()
  if (email === undefined) return false
  const [place, before] = [await currentPlace(), await sessionOfBrowser()]
  const work = async (trx: Trx) => {
    const account = await accountByProxy(trx, email)
    if (!account) return undefined
    if (before && (await end(trx, before.id, before.session)))
      await recordAccount(trx, before, { verb: 'sign-out', accountId: before.id })
    return signIn(trx, account, place, 'by proxy')
  }
  const enter = () => transaction(database(), work, { queue: 'accounts' })
  const tokens = await enter().catch((error) => {
    // Two requests of somebody new came at the same time.
    if (error instanceof ValueTaken) return enter()
    throw error
  })
  if (!tokens) return false
  await keepTokens(tokens)
  await forgetAnswers()
  return true
}
