import { sql } from 'kysely'
import { isKept, leftOutTables } from '../backup/tables.ts'
import type { Executor } from '../database.ts'

/** All rows that a backup keeps, with the columns that the database fills, and what ids come next. */
export async function everything(db: Executor): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const table of await tablesOf(db)) {
    if (!isKept(table) && table !== 'name_words') continue
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(each) as row from ${sql.table(table)} each order by to_jsonb(each)::text`.execute(db)
    found[table] = rows.map(({ row }) => row)
  }
  const { rows: sequences } = await sql`
    select sequencename as name, last_value as last from pg_sequences where schemaname = current_schema()
    order by 1`.execute(db)
  const { rows: indexes } = await sql`
    select indexdef from pg_indexes where schemaname = current_schema() order by 1`.execute(db)
  return { ...found, sequences, indexes }
}

export async function tablesOf(db: Executor): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

export const leftOutNames = Object.keys(leftOutTables)
