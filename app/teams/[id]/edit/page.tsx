import { renameTeam } from '#actions/teams.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { findTeam } from '../../find-team.ts'
import { TeamForm } from '../../team-form.tsx'

export default formPage({ may: 'edit', find: findTeam }, ({ found: team, submission }) => (
  <TeamForm
    action={renameTeam}
    title={team ? `Edit ${team.name}` : 'Edit team'}
    submission={submission}
    target={team ? { id: team.id, version: team.version, name: team.name } : {}}
    back={team ? `/teams/${team.id}` : '/teams'}
  />
))
