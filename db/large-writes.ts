import { type Selectable, sql } from 'kysely'
import type { Executor, Trx } from './database.ts'
import { NotFound } from './errors.ts'
import type { Outcome } from './submissions.ts'
import type { LargeWritesTable } from './tables.ts'

/**
 * A write of so many people that it is saved after the answer. Once it is over, its page leads to `location`, with the
 * notice. Before, both say what is true if the server stops.
 */
export type LargeWrite = Pick<Selectable<LargeWritesTable>, 'saved' | 'total' | 'location' | 'notice'> & {
  isOver: boolean
}

/** A running server updates `beat_at` each second. */
export const isBeating = sql<boolean>`beat_at >= now() - interval '15 seconds'`

export const expiredLargeWrite = sql<boolean>`(not ${isBeating} and created_at < now() - interval '1 day')`

/** @param ifStopped - where its page leads if the server stops */
export async function begin(
  trx: Trx,
  { accountId, total, ifStopped }: { accountId: number; total: number; ifStopped: Outcome },
): Promise<number> {
  const { id } = await trx
    .insertInto('largeWrites')
    .values({ accountId, total, ...ifStopped })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function find(db: Executor, id: number, accountId: number): Promise<LargeWrite | undefined> {
  return db
    .selectFrom('largeWrites')
    .select(['saved', 'total', 'location', 'notice'])
    .select(sql<boolean>`over or not ${isBeating}`.as('isOver'))
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where(sql<boolean>`not ${expiredLargeWrite}`)
    .executeTakeFirst()
}

export async function beat(db: Executor, id: number, saved: number): Promise<void> {
  await db
    .updateTable('largeWrites')
    .set({ saved, beatAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('over', '=', false)
    .execute()
}

/** In the transaction that saved it. @throws NotFound when its account is gone, or it was given up */
export async function settle(trx: Trx, id: number, outcome: Outcome): Promise<void> {
  const settled = await trx
    .updateTable('largeWrites')
    .set((eb) => ({ over: true, saved: eb.ref('total'), ...outcome }))
    .where('id', '=', id)
    .where('over', '=', false)
    .returning('id')
    .executeTakeFirst()
  if (!settled) throw new NotFound()
}

/** Nothing of it was saved. Its page leads where it would if the server had stopped, with this notice. */
export async function giveUp(db: Executor, id: number, notice: string): Promise<void> {
  await db
    .updateTable('largeWrites')
    .set({ over: true, notice })
    .where('id', '=', id)
    .where('over', '=', false)
    .execute()
}

/** Needed after erasure, because an address may hold a search for the user who is being erased. */
export async function forgetSearches(trx: Trx): Promise<void> {
  await trx.updateTable('largeWrites').set({ location: '/users' }).execute()
}
