import { randomUUID } from 'node:crypto'
import { restoreUser } from '#actions/users.ts'
import { visibleFields } from '#db/policy.ts'
import { findTrashed } from '#db/users/find.ts'
import { viewerOfForm } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { UserConfirmForm } from '../../form/user-confirm-form.tsx'
import { findUserForForm } from '../../person/find-user.ts'
import { readTeamNames } from '../../person/team-names.ts'
import { UserDetails } from '../../person/user-details.tsx'

export default guarded(async ({ params }: PageProps<'/users/[id]/restore'>) => {
  const viewer = await viewerOfForm('edit')
  const user = viewer && (await findUserForForm(params, findTrashed))
  return (
    <Main>
      <UserConfirmForm
        action={restoreUser}
        target={user && { id: user.id, version: user.version }}
        submission={randomUUID()}
        teams={await readTeamNames(viewer)}
        title={user ? `Restore ${user.name}` : 'Restore person'}
        button="Restore"
        back="/users/trash"
      >
        {user && <p>{user.name} will be back in the directory with these details.</p>}
        {user && <UserDetails user={user} fields={visibleFields('account')} />}
      </UserConfirmForm>
    </Main>
  )
})
