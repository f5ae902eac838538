import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import { idIn } from '../id-in.ts'

/** Leaves out ids of deleted teams, which events may still have. */
export async function knownTeams(db: Executor, ids: readonly number[] = []): Promise<number[]> {
  const teams = await db.selectFrom('teams').select('id').where(idIn(ids)).orderBy('id').execute()
  return teams.map(({ id }) => id)
}

export function isIn(team: number) {
  return sql<boolean>`teams @> array[${team}::integer]`
}
