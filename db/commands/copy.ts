import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { isSetUp } from '../accounts/find.ts'
import { CannotStart } from '../cannot-start.ts'
import { parseConfig } from '../config.ts'
import { type Executor, open } from '../database.ts'
import { readSettings } from '../settings/settings.ts'
import { runCommand } from './command.ts'
import { readTarget } from './copy-target.ts'
import { migrate } from './migrate.ts'

const batch = 1_000

/**
 * Without sessions. Nobody may write to either database at the same time.
 * @throws CannotStart when the other database has users or accounts
 */
export async function copy(from: Executor, toUrl: string): Promise<number> {
  await migrate(toUrl)
  const to = open(toUrl)
  try {
    const anybody = await to.selectFrom('users').select('id').limit(1).executeTakeFirst()
    if (anybody || (await isSetUp(to)))
      throw new CannotStart('The other database holds users or accounts already. Give an empty one.')
    await copyTable(from, to, 'teams')
    // A trigger counts members as people are copied.
    await sql`update teams set members = 0, active_members = 0`.execute(to)
    const users = await copyTable(from, to, 'users')
    await copyTable(from, to, 'accounts')
    await copyIdentities(from, to)
    await copyTable(from, to, 'passkeys')
    await copyTable(from, to, 'tokens')
    await copyTable(from, to, 'events')
    // A trigger notes deeds as events are copied, but not what was found out about older ones.
    await sql`delete from deeds`.execute(to)
    await copyRows(from, to, 'deeds')
    await to
      .updateTable('directory')
      .set(await readSettings(from))
      .execute()
    return users
  } finally {
    await to.destroy()
  }
}

type Copied = 'teams' | 'users' | 'accounts' | 'passkeys' | 'tokens' | 'events'

/** Copies rows with their ids, and the state of the id sequence. */
async function copyTable(from: Executor, to: Executor, name: Copied): Promise<number> {
  const count = await copyRows(from, to, name)
  // Not the highest id, because ids of erased users are never used again.
  const { rows: sequence } = await sql<{ value: number; called: boolean }>`
    select last_value as value, is_called as called from ${sql.table(`${name}_id_seq`)}`.execute(from)
  await sql`select setval(${`${name}_id_seq`}, ${sequence[0]?.value}, ${sequence[0]?.called})`.execute(to)
  return count
}

async function copyIdentities(from: Executor, to: Executor): Promise<void> {
  const identities = await from.selectFrom('identities').selectAll().execute()
  for (let start = 0; start < identities.length; start += batch)
    await to
      .insertInto('identities')
      .values(identities.slice(start, start + batch))
      .execute()
}

/** Copies rows as JSON. */
async function copyRows(from: Executor, to: Executor, name: Copied | 'deeds'): Promise<number> {
  const table = sql.table(name)
  const columns = sql.join((await storedColumns(from, name)).map((column) => sql.ref(column)))
  let last = 0
  let count = 0
  for (;;) {
    const rows = await from
      .selectFrom(name)
      .select('id')
      .where('id', '>', last)
      .orderBy('id')
      .limit(batch)
      .execute()
    const end = rows.at(-1)?.id
    if (end === undefined) break
    const { rows: texts } = await sql<{ json: string }>`
      select coalesce(json_agg(t), '[]')::text as json
      from (select ${columns} from ${table} where id > ${last} and id <= ${end}) t`.execute(from)
    await sql`
      insert into ${table} (${columns}) overriding system value
      select ${columns} from json_populate_recordset(null::${table}, ${texts[0]?.json}::json)`.execute(to)
    last = end
    count += rows.length
  }
  return count
}

/** Without generated columns. */
async function storedColumns(db: Executor, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} and is_generated = 'NEVER'`.execute(db)
  return rows.map(({ name }) => name)
}

async function main(): Promise<void> {
  const { databaseUrl } = parseConfig(process.env)
  if (!databaseUrl) throw new CannotStart('Run this as npm run db:copy.')
  const { argv, env, stdin: input } = process
  const target = await readTarget({ argument: argv[2], env, input })
  const from = open(databaseUrl)
  const users = await copy(from, target).finally(() => from.destroy())
  console.log(`${users} users copied`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runCommand(main)
