import { CamelCasePlugin, sql, type Transaction } from 'kysely'
import type { Erased } from '../backup/erased.ts'
import type { Backup, Head } from '../backup/head.ts'
import { withoutIndexes } from '../backup/indexes.ts'
import { dropTables, isNew, isUnused, load } from '../backup/load.ts'
import { CannotStart } from '../cannot-start.ts'
import type { Actor } from '../policy.ts'
import { eraseAgain } from '../privacy/erase-again.ts'
import type { Tables } from '../tables.ts'
import { usingServer } from './migrate.ts'
import { withMigrationLock } from './migration-lock.ts'
import { applyMigrations, readMigrations } from './migrations.ts'
import { gatherStatistics } from './statistics.ts'

const operator: Actor = { id: null, name: 'Restore command', role: 'admin' }

/**
 * Fills a database that holds nothing, in one transaction: it stays as it was if anything fails.
 * @param erased - people and accounts of the backup who must not come back
 * @returns how many of those were erased
 * @throws CannotStart
 */
export async function restoreInto(
  databaseUrl: string,
  backup: Backup,
  erased?: Erased,
): Promise<{ people: number; accounts: number }> {
  await refuseNewer(backup.head)
  const again = await usingServer(databaseUrl, (db) =>
    withMigrationLock(db, (trx) => fill(trx, backup, erased)),
  )
  await gatherStatistics(databaseUrl)
  return again
}

async function fill(trx: Transaction<unknown>, backup: Backup, erased: Erased | undefined) {
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
  await applyMigrations(trx)
  if (!(await isUnused(trx)))
    throw new CannotStart('This database holds people, accounts or teams already. Give an empty one.')
  const newest = [...(await readMigrations()).keys()].at(-1)
  if (backup.head.schema !== newest || !(await isNew(trx))) {
    await dropTables(trx)
    await applyMigrations(trx, { upTo: backup.head.schema })
  }
  await withoutIndexes(trx, () => load(trx, backup))
  await applyMigrations(trx)
  return erased ? eraseAgain(withNames(trx), erased, operator) : { people: 0, accounts: 0 }
}

/** As all code but migrations sees the tables. */
function withNames(trx: Transaction<unknown>): Transaction<Tables> {
  return trx.withPlugin(new CamelCasePlugin({ maintainNestedObjectKeys: true })).withTables<Tables>()
}

/** @throws CannotStart when this Rollcall does not know the tables of the backup */
export async function refuseNewer({ schema, rollcall }: Head): Promise<void> {
  if ((await readMigrations()).has(schema)) return
  throw new CannotStart(
    `This holds a directory of a newer Rollcall, ${rollcall}: it has the migration ${schema}, which this one does not know. Use the newer one.`,
  )
}
