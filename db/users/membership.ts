import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import { idIn } from '../id-in.ts'

/** Of these ids those of teams that there still are. Events may tell of others, or, from before there were teams, of none. */
export async function knownTeams(db: Executor, ids: readonly number[] = []): Promise<number[]> {
  const teams = await db.selectFrom('teams').select('id').where(idIn(ids)).orderBy('id').execute()
  return teams.map(({ id }) => id)
}

/** Whether a user is in a team. */
export function isIn(team: number) {
  return sql<boolean>`teams @> array[${team}::integer]`
}
