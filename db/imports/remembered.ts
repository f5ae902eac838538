import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'

/** Where the columns of a file went, and other decisions that hold for the next file with the same columns. */
export type Choices = { columns: string[]; [choice: string]: unknown }

const mostRemembered = 500

/** What was chosen for the last file with these names of columns. */
export async function recall(db: Executor, head: readonly string[]): Promise<Choices | undefined> {
  const found = await db
    .selectFrom('rememberedColumns')
    .select('choices')
    .where('headHash', '=', hashOf(head))
    .executeTakeFirst()
  return found?.choices
}

/** In place of what was chosen before. The oldest choices of many are forgotten. */
export async function remember(trx: Trx, head: readonly string[], choices: Choices): Promise<void> {
  await sql`
    insert into remembered_columns (head_hash, choices) values (${hashOf(head)}, ${JSON.stringify(choices)})
    on conflict (head_hash) do update set choices = excluded.choices, used_at = now()`.execute(trx)
  await sql`
    delete from remembered_columns where head_hash in (
      select head_hash from remembered_columns order by used_at desc offset ${mostRemembered})`.execute(trx)
}

// The row that names the columns may hold a person by mistake.
function hashOf(head: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(head)).digest('base64url')
}
