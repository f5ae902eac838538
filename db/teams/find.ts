import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import type { Team } from '../tables.ts'

export async function listTeams(db: Executor): Promise<Team[]> {
  return db.selectFrom('teams').selectAll().orderBy(sql`fold(name) collate "C"`).orderBy('id').execute()
}

export async function findTeam(db: Executor, id: number): Promise<Team | undefined> {
  return db.selectFrom('teams').selectAll().where('id', '=', id).executeTakeFirst()
}
