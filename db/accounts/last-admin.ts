import type { Trx } from '../database.ts'
import { LastAdmin } from '../errors.ts'

/** Locks all admins, so that the second of two changes sees the result of the first. @throws LastAdmin */
export async function keepAnAdmin<T>(trx: Trx, work: () => Promise<T>): Promise<T> {
  const before = await admins(trx).forUpdate().execute()
  const result = await work()
  const after = await admins(trx).execute()
  if (before.length > 0 && after.length === 0) throw new LastAdmin()
  return result
}

/** Those who can sign in with a password. */
export function admins(trx: Trx) {
  return trx
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabledAt', 'is', null)
    .where('password', 'is not', null)
    .orderBy('id')
}
