import { type Selectable, sql } from 'kysely'
import type { Executor, Trx } from './database.ts'
import { NotFound, SelectionChanged } from './errors.ts'
import type { ImportsTable, ReadOptions } from './tables.ts'

/** A file that waits to be imported, is being saved, or was. */
export type Import = Pick<Selectable<ImportsTable>, (typeof columns)[number] | 'state'> & {
  /** The server that saved it has stopped. Nothing was saved, and it waits again. */
  stopped: boolean
}

type Upload = { fileName: string; content: Buffer; options: ReadOptions }

/** Keeps a file that an account has uploaded, in place of the one before. @returns its id */
export async function stage(trx: Trx, accountId: number, { options, ...file }: Upload): Promise<number> {
  await trx
    .deleteFrom('imports')
    .where('accountId', '=', accountId)
    .where('state', '<>', 'done')
    .where(sql<boolean>`not ${beingSaved}`)
    .execute()
  const { id } = await trx
    .insertInto('imports')
    .values({ ...file, accountId, options: JSON.stringify(options) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const columns = [
  'id',
  'fileName',
  'options',
  'version',
  'saved',
  'total',
  'refused',
  'revision',
  'failure',
] as const

/** Whether a server is saving it: one that lives says so each second. */
export const beingSaved = sql<boolean>`(state = 'saving' and beat_at >= now() - interval '15 seconds')`
/** Whether the server that saved it has stopped, and everything is as before. */
const stopped = sql<boolean>`state = 'saving' and not ${beingSaved}`
/** Until it is cleared away, a file past its day is not here any more. */
const kept = sql<boolean>`(${beingSaved} or created_at >= now() - interval '1 day')`
const state = sql<Import['state']>`case when ${stopped} then 'staged' else state end`.as('state')

/** The import with this id, where it is this account's own. */
export async function findImport(db: Executor, id: number, accountId: number): Promise<Import | undefined> {
  return own(db, id, accountId).executeTakeFirst()
}

function own(db: Executor, id: number, accountId: number) {
  return db
    .selectFrom('imports')
    .select(columns)
    .select([state, stopped.as('stopped')])
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where(kept)
}

/** The last file that an account has uploaded, while it is here. */
export async function latestImport(db: Executor, accountId: number): Promise<Import | undefined> {
  const latest = await db
    .selectFrom('imports')
    .select('id')
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return latest && findImport(db, latest.id, accountId)
}

/** The file of an import. @throws NotFound */
export async function contentOf(db: Executor, id: number): Promise<Buffer> {
  const found = await db.selectFrom('imports').select('content').where('id', '=', id).executeTakeFirst()
  if (!found) throw new NotFound('import')
  return found.content
}

type Target = { id: number; version: number }

/** Has a file that is still at `version` read in another way. @throws NotFound, SelectionChanged */
export async function readAs(
  trx: Trx,
  target: Target,
  options: ReadOptions,
  accountId: number,
): Promise<void> {
  const { version } = await findStaged(trx, target, accountId)
  await trx
    .updateTable('imports')
    .set({ options: JSON.stringify(options), version: version + 1, state: 'staged', failure: '' })
    .where('id', '=', target.id)
    .execute()
}

/** Deletes a file that is not being saved. @throws NotFound */
export async function discard(trx: Trx, id: number, accountId: number): Promise<void> {
  const gone = await trx
    .deleteFrom('imports')
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where(sql<boolean>`not ${beingSaved}`)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw new NotFound('import')
}

type Size = { total: number; refused: number }

/**
 * Says that a server begins to save an import of `total` people, of a file with so many refused rows.
 * @throws NotFound, SelectionChanged
 */
export async function begin(trx: Trx, target: Target, size: Size, accountId: number): Promise<void> {
  await findStaged(trx, target, accountId)
  await trx
    .updateTable('imports')
    .set({ state: 'saving', saved: 0, ...size, failure: '', beatAt: sql<Date>`now()` })
    .where('id', '=', target.id)
    .execute()
}

/** Says that a server is still at it. */
export async function beat(db: Executor, id: number, saved: number): Promise<void> {
  await db
    .updateTable('imports')
    .set({ saved, beatAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'saving')
    .execute()
}

/** Has an import wait for its owner again, after nothing was saved. */
export async function giveUp(db: Executor, id: number, failure: string): Promise<void> {
  await db
    .updateTable('imports')
    .set((eb) => ({ state: 'staged', failure, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'saving')
    .execute()
}

/** Ends an import in the transaction that saved it: its file goes. @throws NotFound when somebody was erased meanwhile */
export async function settle(trx: Trx, id: number, saved: number, revision: number): Promise<void> {
  const settled = await trx
    .updateTable('imports')
    .set({ state: 'done', saved, total: saved, revision, content: Buffer.alloc(0) })
    .where('id', '=', id)
    .where('state', '=', 'saving')
    .returning('id')
    .executeTakeFirst()
  if (!settled) throw new NotFound('import')
}

/** Deletes every file that waits: any of them may name somebody who is to be forgotten. */
export async function forgetFiles(trx: Trx): Promise<void> {
  await trx.deleteFrom('imports').execute()
}

async function findStaged(trx: Trx, { id, version }: Target, accountId: number): Promise<Import> {
  const found = await own(trx, id, accountId).forUpdate().executeTakeFirst()
  if (!found) throw new NotFound('import')
  if (found.version !== version || found.state !== 'staged') throw new SelectionChanged()
  return found
}
