import { sql } from 'kysely'
import { nameFile } from '../audit/deeds.ts'
import type { Executor, Trx } from '../database.ts'
import { NotFound, SelectionChanged } from '../errors.ts'
import type { ReadOptions, Target } from '../tables.ts'
import { beingSaved, type Import, own } from './find.ts'

type Upload = { fileName: string; content: Buffer; options: ReadOptions }

/** Replaces the account's file before. @returns the id */
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

/** For a file still at its version. @throws NotFound, SelectionChanged */
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

/** @throws NotFound for a file that is being saved or was saved */
export async function discard(trx: Trx, id: number, accountId: number): Promise<void> {
  const gone = await trx
    .deleteFrom('imports')
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where('state', '<>', 'done')
    .where(sql<boolean>`not ${beingSaved}`)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw new NotFound('import')
}

type Size = { total: number; refused: number; waiting: number }

/** `total` counts people, the others rows. @throws NotFound, SelectionChanged */
export async function begin(trx: Trx, target: Target, size: Size, accountId: number): Promise<void> {
  await findStaged(trx, target, accountId)
  await trx
    .updateTable('imports')
    .set({ state: 'saving', saved: 0, ...size, failure: '', beatAt: sql<Date>`now()` })
    .where('id', '=', target.id)
    .execute()
}

export async function beat(db: Executor, id: number, saved: number): Promise<void> {
  await db
    .updateTable('imports')
    .set({ saved, beatAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'saving')
    .execute()
}

export async function giveUp(db: Executor, id: number, failure: string): Promise<void> {
  await db
    .updateTable('imports')
    .set((eb) => ({ state: 'staged', failure, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'saving')
    .execute()
}

type Saved = { saved: number; revision: number; leftOut?: Buffer | undefined }

/**
 * In the transaction that saved it. Of the file's content only `leftOut` stays, as a file of its own.
 * @throws NotFound when an erasure deleted it
 */
export async function settle(trx: Trx, id: number, { saved, revision, leftOut }: Saved): Promise<void> {
  const settled = await trx
    .updateTable('imports')
    .set({ state: 'done', saved, total: saved, revision, content: leftOut ?? Buffer.alloc(0) })
    .where('id', '=', id)
    .where('state', '=', 'saving')
    .returning('fileName')
    .executeTakeFirst()
  if (!settled) throw new NotFound('import')
  await nameFile(trx, revision, settled.fileName)
}

/** A file or its name may contain the person who is being erased. */
export async function forgetFiles(trx: Trx): Promise<void> {
  await trx.deleteFrom('imports').execute()
}

async function findStaged(trx: Trx, { id, version }: Target, accountId: number): Promise<Import> {
  const found = await own(trx, id, accountId).forUpdate().executeTakeFirst()
  if (!found) throw new NotFound('import')
  if (found.version !== version || found.state !== 'staged') throw new SelectionChanged('import')
  return found
}
