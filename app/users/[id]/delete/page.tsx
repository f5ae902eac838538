import { randomUUID } from 'node:crypto'
import { trashUser } from '#actions/users.ts'
import { viewerOfForm } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { UserConfirmForm } from '../../form/user-confirm-form.tsx'
import { findUserForForm } from '../../person/find-user.ts'
import { readTeamNames } from '../../person/team-names.ts'

export default guarded(async ({ params }: PageProps<'/users/[id]/delete'>) => {
  const viewer = await viewerOfForm('edit')
  const user = viewer && (await findUserForForm(params))
  return (
    <Main>
      <UserConfirmForm
        action={trashUser}
        target={user && { id: user.id, version: user.version }}
        submission={randomUUID()}
        teams={await readTeamNames(viewer)}
        title={user ? `Move ${user.name} to trash` : 'Move to trash'}
        button="Move to trash"
        danger
        back={user ? `/users/${user.id}` : '/users'}
      >
        {user && (
          <p>
            {user.name} will leave the directory and its JSON. The details stay in the trash, and somebody
            else can have the email.
          </p>
        )}
      </UserConfirmForm>
    </Main>
  )
})
