import { createTeam } from '#actions/teams.ts'
import { formPage } from '../../ui/form-page.tsx'
import { TeamForm } from '../team-form.tsx'

export default formPage({ may: 'edit' }, ({ submission }) => (
  <TeamForm action={createTeam} title="Add team" submission={submission} back="/teams" />
))
