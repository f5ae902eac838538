import type { Trx } from '../database.ts'
import { LastAdmin } from '../errors.ts'

/** Locks all admins, so that the second of two changes sees the result of the first. @throws LastAdmin */
export async function keepAnAdmin<T>(trx: Trx, work: () => Promise<T>): Promise<T> {
  const admins = trx
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabledAt', 'is', null)
    .where('password', 'is not', null)
    .orderBy('id')
  const before = await admins.forUpdate().execute()
  const result = await work()
  const after = await admins.execute()
  if (before.length > 0 && after.length === 0) throw new LastAdmin()
  return result
}
