import { sql } from 'kysely'
import type { Executor } from '../database.ts'

export type WriteSummary = { count: number; name: string | null; fileName: string | null }

/** @param accountId - only the account that imported the file sees its name */
export async function summariseWrite(
  db: Executor,
  revision: number,
  accountId: number,
): Promise<WriteSummary | undefined> {
  const { rows } = await sql<WriteSummary>`
    select
      count(*)::integer as count,
      min(after ->> 'name') as name,
      (select min(file_name) from imports where revision = ${revision} and account_id = ${accountId}) as "fileName"
    from events
    where revision = ${revision} and user_id is not null
    having count(*) > 0`.execute(db)
  return rows[0]
}
