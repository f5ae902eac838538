import { randomUUID } from 'node:crypto'
import { updateUser } from '#actions/users.ts'
import type { User } from '#db/tables.ts'
import { valuesOf } from '#db/users/values.ts'
import { viewerOfForm } from '../../../request/permission.ts'
import { forForm } from '../../../request/request-page.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { UserForm } from '../../form/user-form.tsx'
import { findUserForForm } from '../../person/find-user.ts'
import { readTeamNames } from '../../person/team-names.ts'

export default guarded(async ({ params }: PageProps<'/users/[id]/edit'>) => {
  const viewer = await viewerOfForm('edit')
  const user = viewer && (await findUserForForm(params))
  return (
    <Main>
      <UserForm
        action={updateUser}
        title={user ? `Edit ${user.name}` : 'Edit person'}
        submission={randomUUID()}
        teams={viewer && (await forForm(() => readTeamNames(viewer)))}
        target={user ? toTarget(user) : {}}
        back={user ? `/users/${user.id}` : '/users'}
      />
    </Main>
  )
})

function toTarget(user: User) {
  return { ...valuesOf(user), id: user.id, version: user.version }
}
