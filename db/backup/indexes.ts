import { type Kysely, sql } from 'kysely'
import { keptTables } from './tables.ts'

/**
 * Runs `fill` without the indexes that only serve reading, and builds them from all rows at once afterwards: those for
 * searches take several times as long row by row.
 */
export async function withoutIndexes(trx: Kysely<unknown>, fill: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class on pg_class.oid = indrelid
    where relnamespace = current_schema()::regnamespace and relname = any(${Object.keys(keptTables)})
      and not indisunique
    order by 1`.execute(trx)
  for (const { name } of rows) await sql`drop index ${sql.raw(name)}`.execute(trx)
  await fill()
  await sql`set local maintenance_work_mem = '64MB'`.execute(trx)
  for (const { definition } of rows) await sql.raw(definition).execute(trx)
}
