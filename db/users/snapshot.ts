import type { Executor } from '../database.ts'
import type { Snapshot, User, UserEvent } from '../tables.ts'
import { storedColumns } from './kinds.ts'
import { blankUser, type UserValues } from './values.ts'

/** @param homeCountry - of the directory: phone numbers without a country code belong there */
export function toSnapshot(values: UserValues, homeCountry: string): Snapshot {
  return Object.fromEntries(
    storedColumns.map(({ name, from }) => [name, from(values, homeCountry)]),
  ) as Snapshot
}

export function snapshot(user: User): Snapshot {
  return Object.fromEntries(storedColumns.map(({ name }) => [name, user[name]])) as Snapshot
}

/** Fields that are newer than the event are blank, except `teams`, which is missing. */
export async function snapshotAt(
  db: Executor,
  userId: number,
  version: number,
): Promise<Snapshot | undefined> {
  const event = await db
    .selectFrom('events')
    .select('after')
    .where('userId', '=', userId)
    .where('version', '=', version)
    .$narrowType<Pick<UserEvent, 'after'>>()
    .executeTakeFirst()
  if (!event?.after) return undefined
  const { teams: _, ...blank } = toSnapshot(blankUser, '')
  return { ...blank, ...event.after }
}
