import { pathToFileURL } from 'node:url'
import { parseConfig } from '../config.ts'
import { type Executor, open, transaction } from '../database.ts'
import type { Actor } from '../policy.ts'
import { createTeam } from '../teams/edit.ts'
import { listTeams } from '../teams/find.ts'
import { createMany } from '../users/edit.ts'
import { samplePerson, sampleTeams, sampleTeamsOf } from '../users/samples.ts'
import { runCommand } from './command.ts'
import { gatherStatistics } from './statistics.ts'

const seeder: Actor = { id: null, name: 'Sample data', role: 'admin' }
const batch = 1_000
const usualCount = 24

/** Numbers continue after the highest id. */
export async function seed(db: Executor, count: number): Promise<void> {
  const { highest } = await db
    .selectFrom('users')
    .select((eb) => eb.fn.max('id').as('highest'))
    .executeTakeFirstOrThrow()
  const from = (highest ?? 0) + 1
  const teams = await addTeams(db)
  for (let start = from; start < from + count; start += batch) {
    const size = Math.min(batch, from + count - start)
    const people = Array.from({ length: size }, (_, index) => {
      const n = start + index
      return { ...samplePerson(n), teams: sampleTeamsOf(n).flatMap((name) => teams.get(name) ?? []) }
    })
    await transaction(db, (trx) => createMany(trx, people, seeder, 'command'))
  }
}

async function addTeams(db: Executor): Promise<Map<string, number>> {
  const there = await listTeams(db)
  const missing = sampleTeams.filter((name) => there.every((team) => team.name !== name))
  const added = await transaction(db, async (trx) => {
    const teams = []
    for (const name of missing) teams.push(await createTeam(trx, { name }, seeder))
    return teams
  })
  return new Map([...there, ...added].map(({ id, name }) => [name, id]))
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? usualCount)
  const { databaseUrl } = parseConfig(process.env)
  if (!Number.isInteger(count) || count < 1 || !databaseUrl) {
    console.error('Usage: npm run db:seed -- COUNT, a whole number of people to add')
    process.exitCode = 2
    return
  }
  const db = open(databaseUrl)
  await seed(db, count).finally(() => db.destroy())
  await gatherStatistics(databaseUrl)
  console.log(`${count} sample people added`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runCommand(main)
