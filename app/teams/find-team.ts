import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { Team } from '#db/tables.ts'
import { findTeam as find } from '#db/teams/find.ts'
import { forForm } from '../request/request-page.ts'

type Params = Promise<{ id: string }>

/** The team that an address such as `/teams/3` names. @throws NotFound */
export async function findTeam(params: Params): Promise<Team> {
  const id = parseId((await params).id)
  const team = id && (await find(database(), id))
  if (!team) throw new NotFound('team')
  return team
}

/** As `findTeam`, for a page that is a form. */
export async function findTeamForForm(params: Params): Promise<Team | undefined> {
  return forForm(() => findTeam(params))
}
