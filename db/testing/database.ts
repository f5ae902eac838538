import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { migrate } from '../commands/migrate.ts'
import { createScratchDatabase } from '../commands/scratch.ts'
import { database, type Executor, open, transaction } from '../database.ts'
import type { Actor } from '../policy.ts'
import type { Lease } from '../store/lease.ts'
import { openEmbedded } from '../store/open.ts'
import type { User } from '../tables.ts'
import { uniqueFields } from '../user-fields.ts'
import { create } from '../users/edit.ts'
import { samplePerson } from '../users/samples.ts'
import type { UserValues } from '../users/values.ts'
import { copyPreparedStore } from './prepared-store.ts'

/** Test files share this database and run in parallel, so each test uses people of its own. */
export const db = database()
afterAll(() => db.destroy())

/** The run's embedded store runs one transaction after the other, so there it is a new embedded store. */
export async function openOwnDatabase(): Promise<{ db: Executor; url: string; close(): Promise<void> }> {
  const server = await createScratchDatabase(process.env.DATABASE_URL ?? '').catch(() => undefined)
  if (server) await migrate(server.url)
  const store = server ?? (await openCopy())
  const own = open(store.url)
  return { db: own, url: store.url, close: () => own.destroy().then(store.close) }
}

async function openCopy(): Promise<Lease> {
  const directory = await mkdtemp(join(tmpdir(), 'rollcall-own-'))
  await copyPreparedStore(directory)
  return openEmbedded(directory, { scratch: true })
}

export const grace: Actor = { id: null, name: 'Grace', role: 'editor' }

/** Each call has a new email. */
export function alice(values: Partial<UserValues> = {}): UserValues {
  return { ...sample(1), email: `alice-${randomUUID()}@example.com`, ...values }
}

export function bob(values: Partial<UserValues> = {}): UserValues {
  return { ...sample(2), email: `bob-${randomUUID()}@example.com`, ...values }
}

/** A sample person without unique values. */
function sample(n: number): UserValues {
  return { ...samplePerson(n), ...Object.fromEntries(uniqueFields.map((name) => [name, ''])) }
}

export function add(values: UserValues): Promise<User> {
  return transaction(db, (trx) => create(trx, values, grace))
}

export function eventsOf(userId: number) {
  return db.selectFrom('events').selectAll().where('userId', '=', userId).orderBy('id').execute()
}
