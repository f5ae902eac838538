import { startPending } from '#db/accounts/pending-sign-ins.ts'
import { end, type SignedIn } from '#db/accounts/sessions.ts'
import { type Given, signIn } from '#db/accounts/sign-in.ts'
import { recordAccount } from '#db/audit/account-events.ts'
import type { Trx } from '#db/database.ts'
import type { Outcome } from '#db/submissions.ts'
import type { Account } from '#db/tables.ts'
import type { Notice } from '../form/notice.schema.ts'
import { forgetAnswers } from '../request/kept-answers.server.ts'
import { currentPlace } from '../request/place.server.ts'
import { dropPending, keepPending, keepTokens } from '../request/session-cookies.server.ts'

type Context = {
  actor: SignedIn | undefined
  trx: Trx
  afterwards: (work: () => Promise<void>) => void
}

/**
 * Signs in with a password alone, or asks for the code first if the account has a second factor.
 * @returns the page to show next. @throws WrongPassword when the password has changed since
 */
export async function enter(context: Context, account: Account, then: Outcome): Promise<Outcome> {
  if (!account.secondFactor) {
    await enterWith(context, account)
    return then
  }
  const token = await startPending(context.trx, account.id)
  context.afterwards(() => keepPending(token))
  const location = `/sign-in/code?${new URLSearchParams({ next: then.location })}`
  return { location, notice: 'code-wanted' satisfies Notice }
}

/** Ends the browser's previous session, and with it the answers that were kept. @throws WrongPassword, FieldRefused */
export async function enterWith(
  { actor, trx, afterwards }: Context,
  account: Account,
  proof?: Given,
): Promise<void> {
  if (actor && (await end(trx, actor.id, actor.session)))
    await recordAccount(trx, actor, { verb: 'sign-out', accountId: actor.id })
  const tokens = await signIn(trx, account, await currentPlace(), proof)
  afterwards(() => keepTokens(tokens))
  afterwards(forgetAnswers)
  if (proof) afterwards(dropPending)
}
