import { type Selectable, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { NotFound } from '../errors.ts'
import { isBeating } from '../large-writes.ts'
import type { ImportsTable } from '../tables.ts'

export type Import = Pick<Selectable<ImportsTable>, (typeof columns)[number] | 'state'> & {
  /** The server stopped while saving. Nothing was saved, and the file waits again. */
  stopped: boolean
  /** It is imported, and its rows that were left out are its content now. */
  keepsRows: boolean
}

const columns = [
  'id',
  'fileName',
  'options',
  'version',
  'saved',
  'total',
  'refused',
  'waiting',
  'revision',
  'failure',
] as const

export const beingSaved = sql<boolean>`(state = 'saving' and ${isBeating})`
const stopped = sql<boolean>`state = 'saving' and not ${beingSaved}`
/** A file may name anybody, so it expires after a day. */
export const expiredImport = sql<boolean>`(not ${beingSaved} and created_at < now() - interval '1 day')`
const state = sql<Import['state']>`case when ${stopped} then 'staged' else state end`.as('state')
const keepsRows = sql<boolean>`(state = 'done' and octet_length(content) > 0)`.as('keepsRows')

export async function findImport(db: Executor, id: number, accountId: number): Promise<Import | undefined> {
  return own(db, id, accountId).executeTakeFirst()
}

export function own(db: Executor, id: number, accountId: number) {
  return db
    .selectFrom('imports')
    .select(columns)
    .select([state, stopped.as('stopped'), keepsRows])
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where(sql<boolean>`not ${expiredImport}`)
}

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

/** @throws NotFound */
export async function contentOf(db: Executor, id: number): Promise<Buffer> {
  const found = await db.selectFrom('imports').select('content').where('id', '=', id).executeTakeFirst()
  if (!found) throw new NotFound('import')
  return found.content
}
