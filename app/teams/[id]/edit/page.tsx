import { renameTeam } from '#actions/teams.ts'
import { findTeam } from '#db/teams/find.ts'
import { byId } from '../../../request/by-id.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { TeamForm } from '../../team-form.tsx'

export default formPage({ may: 'edit', find: byId('team', findTeam) }, ({ found: team, submission }) => (
  <TeamForm
    action={renameTeam}
    title={team ? `Edit ${team.name}` : 'Edit team'}
    submission={submission}
    target={team ?? {}}
    back={team ? `/teams/${team.id}` : '/teams'}
  />
))
