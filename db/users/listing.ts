import type { Executor } from '../database.ts'
import type { Listing, User, UserEvent } from '../tables.ts'
import { storedColumns } from './kinds.ts'
import { blankUser, type UserValues } from './values.ts'

export function toListing(values: UserValues): Listing {
  return Object.fromEntries(storedColumns.map(({ name, from }) => [name, from(values)])) as Listing
}

export function listing(user: User): Listing {
  return Object.fromEntries(storedColumns.map(({ name }) => [name, user[name]])) as Listing
}

/** Fields that are newer than the event are blank, except `teams`, which is missing. */
export async function listingAt(db: Executor, userId: number, version: number): Promise<Listing | undefined> {
  const event = await db
    .selectFrom('events')
    .select('after')
    .where('userId', '=', userId)
    .where('version', '=', version)
    .$narrowType<Pick<UserEvent, 'after'>>()
    .executeTakeFirst()
  if (!event?.after) return undefined
  const { teams: _, ...blank } = toListing(blankUser)
  return { ...blank, ...event.after }
}
