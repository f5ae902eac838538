import type { SignedIn } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import { listTeams } from '#db/teams/find.ts'
import type { TeamNames } from './field-differences.ts'

/** What each team is called today; nothing for whoever is not signed in. */
export async function readTeamNames(viewer: SignedIn | undefined): Promise<TeamNames> {
  if (!viewer) return {}
  const teams = await listTeams(database())
  return Object.fromEntries(teams.map(({ id, name }) => [id, name]))
}
