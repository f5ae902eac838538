import { createTeams } from '#actions/teams.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { TeamNamesForm } from '../../team-names-form.tsx'

export default formPage({ may: 'edit' }, ({ submission }) => (
  <TeamNamesForm action={createTeams} title="Add several teams" submission={submission} back="/teams" />
))
