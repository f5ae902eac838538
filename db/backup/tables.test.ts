import { sql, type Transaction } from 'kysely'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { openOwnDatabase } from '../testing/database.ts'
import { leftOutNames, tablesOf } from '../testing/everything.ts'
import { dropTables } from './load.ts'
import { keptTables } from './tables.ts'

test('each table is kept or left out of a backup, and a restore can make all of them again', async () => {
  const { db, close } = await openOwnDatabase()
  try {
    expect([...Object.keys(keptTables), ...leftOutNames].sort()).toEqual(await tablesOf(db))
    await transaction(db, (trx) => dropTables(trx as Transaction<unknown>))
    const { rows } = await sql`
      select proname as name from pg_proc where pronamespace = current_schema()::regnamespace
        and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
      union all
      select relname from pg_class where relnamespace = current_schema()::regnamespace`.execute(db)
    expect(rows).toEqual([])
  } finally {
    await close()
  }
})
