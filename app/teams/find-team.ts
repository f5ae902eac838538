import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { Team } from '#db/tables.ts'
import { findTeam as find } from '#db/teams/find.ts'

type Params = { id: string }

/** @throws NotFound */
export async function findTeam(params: Params): Promise<Team> {
  const id = parseId(params.id)
  const team = id && (await find(database(), id))
  if (!team) throw new NotFound('team')
  return team
}
