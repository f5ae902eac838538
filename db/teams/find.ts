import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import type { Team } from '../tables.ts'
import { idIn } from '../users/find.ts'

/** All teams by name. */
export async function listTeams(db: Executor): Promise<Team[]> {
  return db.selectFrom('teams').selectAll().orderBy(sql`fold(name) collate "C"`).orderBy('id').execute()
}

/** The team with this id. */
export async function findTeam(db: Executor, id: number): Promise<Team | undefined> {
  return db.selectFrom('teams').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Of these ids those of teams that there still are. Events may tell of others, or, from before there were teams, of none. */
export async function knownTeams(db: Executor, ids: readonly number[] = []): Promise<number[]> {
  const teams = await db.selectFrom('teams').select('id').where(idIn(ids)).orderBy('id').execute()
  return teams.map(({ id }) => id)
}

/** Whether a user is in a team. */
export function isIn(team: number) {
  return sql<boolean>`teams @> array[${team}::integer]`
}
