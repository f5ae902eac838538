import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { migrate } from '../commands/migrate.ts'
import { createScratchDatabase } from '../commands/scratch.ts'
import { database, type Executor, open, transaction } from '../database.ts'
import type { Actor } from '../policy.ts'
import { openEmbedded } from '../store/open.ts'
import type { User } from '../tables.ts'
import { uniqueFields } from '../user-fields.ts'
import { create } from '../users/edit.ts'
import { samplePerson } from '../users/samples.ts'
import type { UserValues } from '../users/values.ts'

/** The database of the test run. Files run side by side on it, so each test keeps to people of its own. */
export const db = database()
afterAll(() => db.destroy())

/**
 * A migrated database for tests that need all of one: on the server where the run is on one, because the embedded store
 * does one transaction after the other; otherwise a new embedded store.
 */
export async function openOwnDatabase(): Promise<{ db: Executor; url: string; close(): Promise<void> }> {
  const embedded = async () => openEmbedded(await mkdtemp(join(tmpdir(), 'rollcall-own-')), { scratch: true })
  const store = await createScratchDatabase(process.env.DATABASE_URL ?? '').catch(embedded)
  await migrate(store.url)
  const own = open(store.url)
  return { db: own, url: store.url, close: () => own.destroy().then(store.close) }
}

/** Who changes users in tests. */
export const grace: Actor = { id: null, name: 'Grace', role: 'editor' }

/** What a form says about Alice, who has a new e-mail in each call. */
export function alice(values: Partial<UserValues> = {}): UserValues {
  return { ...sample(1), email: `alice-${randomUUID()}@example.com`, ...values }
}

/** What a form says about Bob, who has a new e-mail in each call. */
export function bob(values: Partial<UserValues> = {}): UserValues {
  return { ...sample(2), email: `bob-${randomUUID()}@example.com`, ...values }
}

/** A sample person without what nobody else may have. */
function sample(n: number): UserValues {
  return { ...samplePerson(n), ...Object.fromEntries(uniqueFields.map((name) => [name, ''])) }
}

/** Adds a user, in a transaction of its own. */
export function add(values: UserValues): Promise<User> {
  return transaction(db, (trx) => create(trx, values, grace))
}

/** The audit entries of a user, the first one first. */
export function eventsOf(userId: number) {
  return db.selectFrom('events').selectAll().where('userId', '=', userId).orderBy('id').execute()
}
