import { createUser } from '#actions/users.ts'
import { forForm } from '../../request/request-page.ts'
import { formPage } from '../../ui/form-page.tsx'
import { UserForm } from '../form/user-form.tsx'
import { readTeamNames } from '../person/team-names.ts'

export default formPage({ may: 'edit' }, async ({ viewer, submission }) => (
  <UserForm
    teams={viewer && (await forForm(() => readTeamNames(viewer)))}
    action={createUser}
    title="Add person"
    submission={submission}
    back="/users"
  />
))
