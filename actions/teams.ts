'use server'

import * as teams from '#db/teams/edit.ts'
import { formAction } from './form/form-action.server.ts'
import { numbered, seeOther } from './form/notice.server.ts'
import { deleteTeamForm, renameTeamForm, teamForm, teamNamesForm } from './teams.schema.ts'

export const createTeam = formAction(teamForm, { may: 'edit' }, async (values, { actor, trx }) => {
  const team = await teams.createTeam(trx, values, actor)
  return seeOther(`/teams/${team.id}`, 'team-created')
})

export const createTeams = formAction(teamNamesForm, { may: 'edit' }, async ({ names }, { actor, trx }) => {
  const { added, there } = await teams.createTeams(trx, names, actor)
  if (added === 0) return seeOther('/teams', 'no-team-created')
  return seeOther('/teams', numbered('teams-created', added, there))
})

export const renameTeam = formAction(
  renameTeamForm,
  { may: 'edit' },
  async ({ id, version, ...values }, { actor, trx }) => {
    const { before, after } = await teams.changeTeam(trx, { id, version }, values, actor)
    return seeOther(`/teams/${id}`, before.name === after.name ? 'team-updated' : 'team-renamed')
  },
)

export const deleteTeam = formAction(
  deleteTeamForm,
  { may: 'edit' },
  async ({ to, ...target }, { actor, trx }) => {
    await teams.deleteTeam(trx, target, to, actor)
    return seeOther('/teams', 'team-deleted')
  },
)
