import { forgetGuesses } from '../accounts/guesses.ts'
import { holdAccount } from '../accounts/hold.ts'
import { keepAnAdmin } from '../accounts/last-admin.ts'
import { forgetRequests } from '../accounts/link-requests.ts'
import { eraseAccountValues, recordAccount } from '../audit/account-events.ts'
import { forgetNetworks } from '../audit/networks.ts'
import { forgetRefusals } from '../audit/refusals.ts'
import type { Trx } from '../database.ts'
import { NotConfirmed } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { forget } from '../submissions.ts'
import type { Account, Target } from '../tables.ts'

/**
 * @param confirmation - the account's email, typed again
 * @throws NotFound, StaleVersion, NotConfirmed, LastAdmin
 */
export async function eraseAccount(trx: Trx, target: Target, confirmation: string, actor: Actor) {
  await keepAnAdmin(trx, async () => {
    const account = await holdAccount(trx, target)
    if (account.email.toLowerCase() !== confirmation.toLowerCase()) throw new NotConfirmed()
    await eraseRow(trx, account, actor)
  })
}

/** Does nothing for a person without an account. @throws LastAdmin */
export async function eraseAccountOf(trx: Trx, userId: number, actor: Actor): Promise<void> {
  const account = await trx
    .selectFrom('accounts')
    .select(['id', 'email'])
    .where('userId', '=', userId)
    .executeTakeFirst()
  if (account) await keepAnAdmin(trx, () => eraseRow(trx, account, actor))
}

/** Also of the last admin. */
export async function eraseRow(
  trx: Trx,
  { id, email }: Pick<Account, 'id' | 'email'>,
  actor: Actor,
): Promise<void> {
  await eraseAccountValues(trx, id)
  await forgetNetworks(trx, id)
  await forgetRefusals(trx, id)
  await forget(trx, `/accounts/${id}`)
  await forgetGuesses(trx, email)
  await forgetRequests(trx, email)
  await recordAccount(trx, actor, { verb: 'erase-account', accountId: id })
  await trx.deleteFrom('accounts').where('id', '=', id).execute()
}
