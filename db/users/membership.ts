import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import { FieldRefused } from '../errors.ts'
import { idIn } from '../id-in.ts'
import { mostTeamsOfUser } from './values.ts'

/** Leaves out ids of deleted teams, which events may still have. */
export async function knownTeams(db: Executor, ids: readonly number[] = []): Promise<number[]> {
  const teams = await db.selectFrom('teams').select('id').where(idIn(ids)).orderBy('id').execute()
  return teams.map(({ id }) => id)
}

export function isIn(team: number) {
  return sql<boolean>`teams @> array[${team}::integer]`
}

const fullShown = 5

/** @param full - names of people who are in as many teams as they can. @throws FieldRefused if there are any */
export function refuseFull(full: readonly string[]): void {
  if (full.length === 0) return
  const more = full.length > fullShown ? [`${full.length - fullShown} more`] : []
  const who = new Intl.ListFormat('en-GB').format([...full.slice(0, fullShown), ...more])
  throw new FieldRefused(
    'teams',
    `Nothing was done: a person can be in ${mostTeamsOfUser} teams at most, and ${who} ${full.length === 1 ? 'is' : 'are'} in that many already. Select the others without them.`,
  )
}
