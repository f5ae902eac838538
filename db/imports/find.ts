import { type Selectable, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { NotFound } from '../errors.ts'
import type { ImportsTable } from '../tables.ts'

/** A file that waits to be imported, is being saved, or was. */
export type Import = Pick<Selectable<ImportsTable>, (typeof columns)[number] | 'state'> & {
  /** The server that saved it has stopped. Nothing was saved, and it waits again. */
  stopped: boolean
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
/** Whether a file waits for more than a day. It may name anybody, so it is not found any more, and cleared away. */
export const expiredImport = sql<boolean>`(not ${beingSaved} and created_at < now() - interval '1 day')`
const state = sql<Import['state']>`case when ${stopped} then 'staged' else state end`.as('state')

/** The import with this id, where it is this account's own. */
export async function findImport(db: Executor, id: number, accountId: number): Promise<Import | undefined> {
  return own(db, id, accountId).executeTakeFirst()
}

/** The import with this id, where it is this account's own: a query that can be added to. */
export function own(db: Executor, id: number, accountId: number) {
  return db
    .selectFrom('imports')
    .select(columns)
    .select([state, stopped.as('stopped')])
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where(sql<boolean>`not ${expiredImport}`)
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
