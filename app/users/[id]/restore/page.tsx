import { restoreUser } from '#actions/users.ts'
import { visibleFields } from '#db/policy.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { UserConfirmForm } from '../../form/user-confirm-form.tsx'
import { findTrashedUser } from '../../person/find-user.ts'
import { readTeamNames } from '../../person/team-names.ts'
import { UserDetails } from '../../person/user-details.tsx'

export default formPage(
  { may: 'edit', find: findTrashedUser },
  async ({ found: user, viewer, submission }) => (
    <UserConfirmForm
      action={restoreUser}
      target={user && { id: user.id, version: user.version }}
      submission={submission}
      teams={await readTeamNames(viewer)}
      title={user ? `Restore ${user.name}` : 'Restore person'}
      button="Restore"
      back="/users/trash"
    >
      {user && <p>{user.name} will be back in the directory with these details.</p>}
      {user && <UserDetails user={user} fields={visibleFields('account')} />}
    </UserConfirmForm>
  ),
)
