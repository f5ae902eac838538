import { type Kysely, sql, type Transaction } from 'kysely'
import { CannotStart } from '../cannot-start.ts'
import type { Backup, Head } from './head.ts'
import { countedColumns, isKept, type KeptTable, keptTables, leftOutTables } from './tables.ts'

type Db = Kysely<unknown>

/**
 * Fills tables that have the schema of the backup, and no rows but those of a new directory.
 * @throws CannotStart when the tables are not those of the backup
 */
export async function load(trx: Transaction<unknown>, { head, batches }: Backup): Promise<void> {
  await checkColumns(trx, head)
  const waiting = head.tables.map(({ name }) => name)
  const begin = async (next?: KeptTable) => {
    // What a migration or a trigger has put there.
    for (let table = waiting.shift(); table; table = waiting.shift()) {
      await sql`delete from ${sql.table(table)}`.execute(trx)
      if (table === next) return
    }
  }
  let filling: KeptTable | undefined
  for await (const { table, rows } of batches) {
    if (table !== filling) await begin(table)
    filling = table
    await insert(trx, head, table, rows)
  }
  await begin()
  await checkCounts(trx, head)
  await setSequences(trx, head)
  await sql`
    update kysely_migration set timestamp = ${head.directory}
    where name = (select min(name) from kysely_migration)`.execute(trx)
}

async function insert(trx: Db, { tables }: Head, name: KeptTable, rows: string[]): Promise<void> {
  const table = sql.table(name)
  const columns = sql.join(
    (tables.find((each) => each.name === name)?.columns ?? []).map((each) => sql.ref(each)),
  )
  await sql`
    insert into ${table} (${columns}) overriding system value
    select ${columns} from json_populate_recordset(null::${table}, ${`[${rows.join(',')}]`}::json)`.execute(
    trx,
  )
}

async function checkColumns(trx: Db, { tables }: Head): Promise<void> {
  for (const { name, columns } of tables) {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_schema = current_schema() and table_name = ${name} and is_generated = 'NEVER'`.execute(trx)
    const wanted = rows.map((row) => row.name).filter((column) => !countedColumns(name).includes(column))
    if (wanted.length !== columns.length || wanted.some((column) => !columns.includes(column)))
      throw new CannotStart(
        `The table ${name} of this database has other columns than the backup. Nothing was restored.`,
      )
  }
}

async function checkCounts(trx: Db, { tables }: Head): Promise<void> {
  for (const { name, rows: wanted } of tables) {
    const { rows } = await sql<{
      count: string
    }>`select count(*)::text as count from ${sql.table(name)}`.execute(trx)
    if (Number(rows[0]?.count) !== wanted)
      throw new Error(`${rows[0]?.count} rows in ${name} instead of ${wanted}`)
  }
}

async function setSequences(trx: Db, { sequences }: Head): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select sequencename as name from pg_sequences where schemaname = current_schema()`.execute(trx)
  for (const { name } of rows) {
    const state = sequences[name]
    if (state) await sql`select setval(${name}, ${state.last}, ${state.called})`.execute(trx)
  }
}

/** Whether nobody has used these tables but for a sign-in that was refused. */
export async function isUnused(trx: Db): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from users) or exists (select from accounts) or exists (select from teams)
      or exists (select from events where user_id is not null) as used`.execute(trx)
  return rows[0]?.used === false
}

/** Whether a row is in the way: events of refused sign-ins have ids, too. */
export async function isNew(trx: Db): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from events) or exists (select from remembered_columns) as used`.execute(trx)
  return rows[0]?.used === false
}

/** Deletes tables and functions of the newest schema. */
export async function dropTables(trx: Db): Promise<void> {
  for (const table of [...Object.keys(keptTables).filter(isKept), ...Object.keys(leftOutTables)])
    await sql`drop table ${sql.table(table)} cascade`.execute(trx)
  for (const name of functions) await sql`drop function ${sql.raw(name)}`.execute(trx)
}

/** In an order in which each is used by none that is left. */
const functions = [
  'name_teams',
  'count_members',
  'count_name_words',
  'note_deeds',
  'keep_event',
  'words_of_name',
  'search_text',
  'search_umlauts',
  'search_pairs',
  'search_fold',
  'fold',
]
