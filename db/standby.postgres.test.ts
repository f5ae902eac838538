import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { migrate } from './commands/migrate.ts'
import { database, type Executor, open } from './database.ts'
import { outcomesOf } from './outcomes.ts'
import { nextRevision, revision } from './revision.ts'
import { readFresh } from './standby.ts'
import { type Line, openLine } from './testing/line.ts'
import { type Pair, startPair } from './testing/standby.ts'

let pair: Pair
let primary: Executor
/** To the standby. */
let line: Line

beforeAll(async () => {
  pair = await startPair()
  await migrate(pair.primary)
  primary = open(pair.primary)
  line = await openLine(pair.standby)
  vi.stubEnv('DATABASE_URL', pair.primary)
  vi.stubEnv('DATABASE_READ_URL', line.url)
})

afterAll(async () => {
  await Promise.all([primary.destroy(), database().destroy()])
  await line.close()
  await pair.close()
})

beforeEach(untilRead)

test('a standby that has the present revision is read', async () => {
  await write()
  await untilRead()
  expect(await read()).toEqual({ revision: await revision(primary), isStandby: true })
})

test('one that is behind is not, and is again once it has caught up', async () => {
  await pair.holdBack()
  const [written, before] = [await write(), counted()]
  expect(await read()).toEqual({ revision: written, isStandby: false })
  expect(await read()).toEqual({ revision: written, isStandby: false })
  expect(counted()).toEqual({ ...before, behind: before.behind + 1, left: before.left + 1 })
  await pair.resume()
  await untilRead()
  expect(await read()).toEqual({ revision: written, isStandby: true })
})

test('one that says nothing keeps nobody waiting but those who asked first', async () => {
  line.hold()
  const [written, before] = [await write(), counted()]
  expect(await read()).toEqual({ revision: written, isStandby: false })
  expect(counted()).toEqual({ ...before, away: before.away + 1 })
  expect(await read()).toEqual({ revision: written, isStandby: false })
  expect(counted()).toEqual({ ...before, away: before.away + 1, left: before.left + 1 })
  line.resume()
})

test('who knows the revision of the primary asks for it no more', async () => {
  expect(await read(0)).toMatchObject({ isStandby: true })
  await pair.holdBack()
  const before = await revision(primary)
  await write()
  expect(await read(before)).toEqual({ revision: before, isStandby: true })
  await pair.resume()
})

test('an error of a statement is that of the primary', async () => {
  const wrong = readFresh(async (db) => {
    await db
      .selectFrom('nowhere' as 'users')
      .selectAll()
      .execute()
    return { revision: 1 }
  })
  await expect(wrong).rejects.toThrow('nowhere')
})

/** A read of where it was read. */
function read(known?: number): Promise<{ revision: number; isStandby: boolean }> {
  return readFresh(
    (db) =>
      db
        .selectFrom('directory')
        .select((eb) => ['revision', eb.fn<boolean>('pg_is_in_recovery').as('isStandby')])
        .executeTakeFirstOrThrow(),
    known,
  )
}

function write(): Promise<number> {
  return primary.transaction().execute(nextRevision)
}

async function untilRead(): Promise<void> {
  await expect.poll(async () => (await read()).isStandby, { timeout: 60_000 }).toBe(true)
}

function counted() {
  const counts = outcomesOf('standbyReads')
  const of = (wanted: string) => counts.find(({ outcome }) => outcome === wanted)?.count ?? 0
  return { read: of('read'), behind: of('behind'), away: of('away'), left: of('left') }
}
