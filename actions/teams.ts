'use server'

import * as teams from '#db/teams/edit.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { deleteTeamForm, renameTeamForm, teamForm } from './teams.schema.ts'

export const createTeam = formAction(teamForm, { may: 'edit' }, async ({ name }, { actor, trx }) => {
  const team = await teams.createTeam(trx, name, actor)
  return seeOther(`/teams/${team.id}`, 'team-created')
})

export const renameTeam = formAction(
  renameTeamForm,
  { may: 'edit' },
  async ({ name, ...target }, { actor, trx }) => {
    await teams.renameTeam(trx, target, name, actor)
    return seeOther(`/teams/${target.id}`, 'team-renamed')
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
