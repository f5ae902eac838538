import { createUser } from '#actions/users.ts'
import { database } from '#db/database.ts'
import { listTeams } from '#db/teams/find.ts'
import { forForm } from '../../request/posted-form.ts'
import { formPage } from '../../ui/form-page.tsx'
import { UserForm } from '../form/user-form.tsx'

export default formPage({ may: 'edit' }, async ({ viewer, submission }) => (
  <UserForm
    teams={viewer && (await forForm(() => listTeams(database())))}
    action={createUser}
    title="Add person"
    submission={submission}
    back="/users"
  />
))
