import { sql } from 'kysely'
import type { Trx } from './database.ts'
import { AlreadySaved } from './errors.ts'

export type Outcome = { location: string; notice: string }

export const expiredSubmission = sql<boolean>`created_at < now() - interval '7 days'`

/**
 * A second claim of one id waits for the transaction of the first.
 * @returns the first outcome when the same form was saved before, otherwise undefined
 * @throws AlreadySaved when the id was used to save something else
 */
export async function claim(trx: Trx, id: string, digest: string): Promise<Outcome | undefined> {
  const claimed = await claiming(trx, id, digest).executeTakeFirst()
  return claimed ? undefined : outcomeOfFirst(trx, id, digest)
}

/** Gives a row unless the id is claimed already. */
export function claiming(trx: Trx, id: string, digest: string) {
  return trx
    .insertInto('submissions')
    .values({ id, digest })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
}

/** @throws AlreadySaved when the id was used to save something else */
export async function outcomeOfFirst(trx: Trx, id: string, digest: string): Promise<Outcome> {
  const first = await trx.selectFrom('submissions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (first.digest !== digest || !first.location || !first.notice) throw new AlreadySaved()
  return { location: first.location, notice: first.notice }
}

export async function settle(trx: Trx, id: string, outcome: Outcome): Promise<void> {
  await trx.updateTable('submissions').set(outcome).where('id', '=', id).execute()
}

/** Needed after erasure, because the digest of a form is made of the text that was typed. */
export async function forgetUserForms(trx: Trx, id: number): Promise<void> {
  await forget(trx, `/users/${id}`)
  // A form that led on to the next new person may have added the user who is being erased.
  await trx.deleteFrom('submissions').where('location', 'like', '/users/new%').execute()
}

export async function forget(trx: Trx, location: string): Promise<void> {
  await trx.deleteFrom('submissions').where('location', '=', location).execute()
}

/** Any of these forms may name the user who is being erased. */
export async function forgetAccountForms(trx: Trx): Promise<void> {
  await trx.deleteFrom('submissions').where('location', 'like', '/accounts/%').execute()
}

/** Any of these forms may have searched for the user who is being erased. */
export async function forgetSearches(trx: Trx): Promise<void> {
  await trx
    .deleteFrom('submissions')
    .where((where) =>
      where.or(['/users?%', '/users/saving/%', '%?list=%'].map((page) => where('location', 'like', page))),
    )
    .execute()
}
