import { sql } from 'kysely'
import type { Executor } from '../database.ts'

/** `userId` and `name` are of one of the people. */
export type WriteSummary = { count: number; userId: number; name: string | null; fileName: string | null }

/** @param accountId - only the account that imported the file sees its name */
export async function summariseWrite(
  db: Executor,
  revision: number,
  accountId: number,
): Promise<WriteSummary | undefined> {
  const { rows } = await sql<WriteSummary>`
    select
      count(*)::integer as count,
      min(user_id) as "userId",
      min(after ->> 'name') as name,
      (select min(file_name) from imports where revision = ${revision} and account_id = ${accountId}) as "fileName"
    from events
    where revision = ${revision} and user_id is not null
    having count(*) > 0`.execute(db)
  return rows[0]
}
