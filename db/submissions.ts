import { sql } from 'kysely'
import type { Trx } from './database.ts'
import { AlreadySaved } from './errors.ts'

/** Where a saved form leads, and the code of the notice shown there. */
export type Outcome = { location: string; notice: string }

/** Whether a form was saved so long ago that it is forgotten. */
export const expiredSubmission = sql<boolean>`created_at < now() - interval '7 days'`

/**
 * Claims a submission id for this transaction. A second claim of one id waits for the first transaction.
 * @returns the first outcome when this very form was saved before, otherwise undefined
 * @throws AlreadySaved when the id was used to save something else
 */
export async function claim(trx: Trx, id: string, digest: string): Promise<Outcome | undefined> {
  const claimed = await trx
    .insertInto('submissions')
    .values({ id, digest })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (claimed) return undefined
  const first = await trx.selectFrom('submissions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (first.digest !== digest || !first.location || !first.notice) throw new AlreadySaved()
  return { location: first.location, notice: first.notice }
}

/** Keeps the outcome, so that a repeat can be answered with it. */
export async function settle(trx: Trx, id: string, outcome: Outcome): Promise<void> {
  await trx.updateTable('submissions').set(outcome).where('id', '=', id).execute()
}

/** Forgets what led to an address: its digest was made of what was typed. */
export async function forget(trx: Trx, location: string): Promise<void> {
  await trx.deleteFrom('submissions').where('location', '=', location).execute()
}

/** Forgets all forms about accounts: any of them may have named the user who is being erased. */
export async function forgetAccountForms(trx: Trx): Promise<void> {
  await trx.deleteFrom('submissions').where('location', 'like', '/accounts/%').execute()
}

/** Forgets all forms that led to a list with filters: any of them may have searched for the user who is being erased. */
export async function forgetSearches(trx: Trx): Promise<void> {
  await trx.deleteFrom('submissions').where('location', 'like', '/users?%').execute()
}
