import { database } from '#db/database.ts'
import { listTeams } from '#db/find-teams.ts'
import type { TeamNames } from './changed-fields.ts'

/** What each team is called today. */
export async function readTeamNames(): Promise<TeamNames> {
  const teams = await listTeams(database())
  return Object.fromEntries(teams.map(({ id, name }) => [id, name]))
}
