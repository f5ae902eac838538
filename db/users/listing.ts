import type { Executor } from '../database.ts'
import type { Listing, User, UserEvent } from '../tables.ts'
import { storedColumns } from './kinds.ts'
import { blankUser, type UserValues } from './values.ts'

/** Values of a form as rows and events hold them. */
export function toListing(values: UserValues): Listing {
  return Object.fromEntries(storedColumns.map(({ name, from }) => [name, from(values)])) as Listing
}

/** The columns of a user that an editor can change. */
export function listing(user: User): Listing {
  return Object.fromEntries(storedColumns.map(({ name }) => [name, user[name]])) as Listing
}

/**
 * How a user stood at a version; undefined when no event tells. A field that is younger than the event was blank then, but for
 * teams: an event from before there were any has none.
 */
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
