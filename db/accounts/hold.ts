import type { Trx } from '../database.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import type { Account, Target } from '../tables.ts'

/** Locks the account until the transaction ends. @throws NotFound, StaleVersion */
export async function holdAccount(trx: Trx, { id, version }: Target): Promise<Account> {
  const account = await trx
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw new NotFound('account')
  if (account.version !== version) {
    const user = await trx
      .selectFrom('users')
      .select(['id', 'email'])
      .where('id', '=', account.userId ?? 0)
      .executeTakeFirst()
    const { email, role } = account
    const values = { email, role, userEmail: user ? user.email || String(user.id) : '' }
    throw new StaleVersion({ noun: 'account', id, version: account.version, values })
  }
  return account
}
