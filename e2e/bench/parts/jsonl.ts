import { execFile } from 'node:child_process'
import { get } from 'node:http'
import { promisify } from 'node:util'
import pg from 'pg'
import { createScratchDatabase } from '#db/commands/scratch.ts'
import { seed } from '#db/commands/seed.ts'
import { open } from '#db/database.ts'
import { visibleFields } from '#db/policy.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { inSql } from '#db/users/kinds.ts'
import { findOnPath } from '../../support/machine/find-on-path.ts'
import { rounds } from '../measure/compare.ts'
import { median } from '../measure/percentile.ts'
import { cpuMs, forgetHighest, memoryMb } from '../measure/processes.ts'
import { printRow, printSkipped, short } from '../measure/table.ts'
import { type Server, startRollcall } from '../servers/server.ts'
import type { Stage } from '../servers/stage.ts'
import { makeTables } from '../servers/tables.ts'

const work = 'JSON Lines, 100,000 people'
const people = 100_000
const seeded = 1_000
const path = '/api/users.jsonl'

/** The whole list beside `psql` copying the same columns of the same people. */
export async function benchJsonl({ databaseUrl }: Stage): Promise<void> {
  if (!findOnPath(['psql'])) return printSkipped(work, 'this machine has no psql')
  const scratch = await createScratchDatabase(databaseUrl).catch(() => undefined)
  if (!scratch) return printSkipped(work, 'it needs a PostgreSQL server in DATABASE_URL')
  try {
    await fill(scratch.url)
    const server = await startRollcall('Rollcall', { DATABASE_URL: scratch.url })
    await measure(server, scratch.url).finally(() => server.close())
  } finally {
    await scratch.close()
  }
}

async function measure(server: Server, databaseUrl: string): Promise<void> {
  const own: { ms: number; cpu: number }[] = []
  const copied: number[] = []
  const growths: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const { now } = await memoryMb(server.pids)
    await forgetHighest(server.pids)
    const cpu = await cpuMs(server.pids)
    const ms = await timed(() => readLines(`${server.url}${path}`))
    const worked = (await cpuMs(server.pids)) - cpu
    const { highest } = await memoryMb(server.pids)
    const copyMs = await timed(() => promisify(execFile)('psql', ['-qAt', '-c', copy, databaseUrl]))
    // The first round warms up.
    if (round === 0) continue
    own.push({ ms, cpu: worked })
    copied.push(copyMs)
    growths.push(highest - now)
  }
  const rate = (ms: number) => (people / ms) * 1_000
  const [ms, psqlMs] = [median(own.map((each) => each.ms)), median(copied)]
  printRow({
    work,
    own: { text: short(rate(ms)), cpu: short(median(own.map(({ cpu }) => cpu)) / people) },
    against: 'psql \\copy, same columns',
    other: { text: short(rate(psqlMs)) },
    ratio: psqlMs / ms,
    aim: '0.3',
  })
  printRow({
    work: '... highest memory while it runs',
    own: { text: `+${short(Math.max(0.1, median(growths)))} MB` },
    against: 'just before',
    aim: 'flat',
  })
}

const copy = `\\copy (select ${visibleFields('public')
  .map((field) => (field === 'teams' ? 'named_teams' : inSql(field)))
  .join(
    ', ',
  )} from users where trashed_at is null and listed and status = 'active' order by id) to '/dev/null'`

/** Adds few people as Rollcall does, and copies of them below it. */
async function fill(url: string): Promise<void> {
  await makeTables(url)
  const db = open(url)
  await seed(db, seeded)
    .then(() => openPublicView(db))
    .finally(() => db.destroy())
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(copies).finally(() => client.end())
}

// Without the indexes and the texts for searches, which this question does not use.
const copies = `
  update users set status = 'active', listed = true;
  set session_replication_role = replica;
  do $$ declare name text; begin
    for name in select indexrelid::regclass from pg_index
      where indrelid = 'users'::regclass and not indisprimary and indexrelid <> 'users_public'::regclass
    loop execute 'drop index ' || name; end loop;
    for name in select attname from pg_attribute where attrelid = 'users'::regclass and attgenerated <> ''
    loop execute 'alter table users alter column ' || name || ' drop expression'; end loop;
  end $$;
  insert into users (name, known_as, pronouns, phone, job_title, location, about, links, teams, named_teams)
    select name, known_as, pronouns, phone, job_title, location, about, links, teams, named_teams
    from users, generate_series(2, ${people / seeded});
  analyze users`

function readLines(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let lines = 0
      response
        .on('data', (chunk: Buffer) => {
          for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
        })
        .on('end', () => (lines === people ? resolve() : reject(new Error(`${url} has ${lines} lines`))))
        .on('error', reject)
    }).on('error', reject)
  })
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}
