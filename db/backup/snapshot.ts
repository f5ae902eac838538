import pg from 'pg'
import { version } from '../../package.json'
import { CannotStart } from '../cannot-start.ts'
import { type Erased, readErased } from './erased.ts'
import type { Backup, Batch, Head } from './head.ts'
import { countedColumns, isKept, type KeptTable, keptTables } from './tables.ts'

const connectWaitMs = 10_000
const rowsAtOnce = 200
// The embedded store ends a transaction without a query for ten seconds.
const aliveMs = 3_000

/**
 * All of it is of one moment, while others go on writing. On the embedded store they wait until `work` is over.
 */
export async function withSnapshot<T>(
  databaseUrl: string,
  work: (snapshot: Backup & { erased: Erased }) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectWaitMs })
  client.on('error', () => {}) // a lost connection also fails the query
  let alive: NodeJS.Timeout | undefined
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read, read only')
    // In the transaction, because all connections of the embedded store share one session.
    await client.query(
      "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local timezone = 'UTC'; set local bytea_output = 'hex'",
    )
    const head = await makeHead(client)
    const erased = await readErased(client, head.directory)
    alive = setInterval(() => client.query('select 1').catch(() => {}), aliveMs)
    const result = await work({ head, erased, batches: readBatches(client, head) })
    await client.query('commit')
    return result
  } finally {
    clearInterval(alive)
    await client.end().catch(() => {})
  }
}

async function makeHead(client: pg.Client): Promise<Head> {
  const migrations = await readMigrations(client)
  const [first, last] = [migrations[0], migrations.at(-1)]
  if (!first || !last) throw new CannotStart('This database holds no directory yet.')
  const tables: Head['tables'] = []
  for (const name of Object.keys(keptTables).filter(isKept)) {
    const columns = await storedColumns(client, name)
    if (columns.length > 0) tables.push({ name, columns, rows: await countRows(client, name) })
  }
  const { rows } = await client.query('select now()::text as at, revision from directory')
  return {
    rollcall: version,
    schema: last.name,
    directory: first.timestamp,
    at: rows[0].at,
    revision: Number(rows[0].revision),
    tables,
    sequences: await readSequences(client),
  }
}

async function readMigrations(client: pg.Client): Promise<{ name: string; timestamp: string }[]> {
  const { rows: tables } = await client.query("select to_regclass('kysely_migration') is not null as exists")
  if (!tables[0]?.exists) return []
  const { rows } = await client.query('select name, timestamp from kysely_migration order by name')
  return rows
}

/** Neither generated ones, nor those that triggers count. Empty for a table that is not there yet. */
async function storedColumns(client: pg.Client, table: KeptTable): Promise<string[]> {
  const { rows } = await client.query(columnsOf, [table])
  const counted = countedColumns(table)
  return rows.map(({ name }) => String(name)).filter((name) => !counted.includes(name))
}

export const columnsOf = `
  select column_name as name from information_schema.columns
  where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER'
  order by ordinal_position`

async function countRows(client: pg.Client, table: KeptTable): Promise<number> {
  const { rows } = await client.query(`select count(*) as count from ${table}`)
  return Number(rows[0].count)
}

/** They do not belong to the moment of a snapshot, and can only be ahead of it. */
async function readSequences(client: pg.Client): Promise<Head['sequences']> {
  const { rows } = await client.query(
    'select sequencename as name from pg_sequences where schemaname = current_schema() order by 1',
  )
  const sequences: Head['sequences'] = {}
  for (const { name } of rows) {
    const state = await client.query(`select last_value, is_called from ${pg.escapeIdentifier(name)}`)
    sequences[name] = { last: Number(state.rows[0].last_value), called: state.rows[0].is_called }
  }
  return sequences
}

async function* readBatches(client: pg.Client, { tables }: Head): AsyncGenerator<Batch> {
  for (const { name, columns } of tables) {
    const list = columns.map(pg.escapeIdentifier).join(', ')
    await client.query(
      `declare rollcall_backup no scroll cursor for
       select row_to_json(each)::text as row from (select ${list} from ${name} order by ${keptTables[name].key}) each`,
    )
    for (;;) {
      const { rows } = await client.query(`fetch ${rowsAtOnce} from rollcall_backup`)
      if (rows.length === 0) break
      yield { table: name, rows: rows.map(({ row }) => String(row)) }
    }
    await client.query('close rollcall_backup')
  }
}
