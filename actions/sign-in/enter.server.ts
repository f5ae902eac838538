import { end, type SignedIn } from '#db/accounts/sessions.ts'
import { signIn } from '#db/accounts/sign-in.ts'
import { recordAccount } from '#db/audit/account-events.ts'
import type { Trx } from '#db/database.ts'
import type { Account } from '#db/tables.ts'
import { currentPlace } from '../request/place.server.ts'
import { keepTokens } from '../request/session-cookies.server.ts'

type Context = {
  actor: SignedIn | undefined
  trx: Trx
  afterwards: (work: () => Promise<void>) => void
}

/** Ends the browser's previous session. @throws WrongPassword when the password has changed since */
export async function enter({ actor, trx, afterwards }: Context, account: Account): Promise<void> {
  if (actor && (await end(trx, actor.id, actor.session)))
    await recordAccount(trx, actor, { verb: 'sign-out', accountId: actor.id })
  const tokens = await signIn(trx, account, await currentPlace())
  afterwards(() => keepTokens(tokens))
}
