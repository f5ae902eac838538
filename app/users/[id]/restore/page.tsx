import { restoreUser } from '#actions/users.ts'
import { visibleFields } from '#db/policy.ts'
import { findTrashed } from '#db/users/find.ts'
import { byId } from '../../../request/by-id.ts'
import { ConfirmForm } from '../../../ui/form/confirm-form.tsx'
import { formPage } from '../../../ui/form-page.tsx'
import { UserDetails } from '../../person/user-details.tsx'

export default formPage({ may: 'edit', find: byId('user', findTrashed) }, ({ found: user, submission }) => (
  <ConfirmForm
    action={restoreUser}
    target={user && { id: user.id, version: user.version }}
    submission={submission}
    title={user ? `Restore ${user.name}` : 'Restore person'}
    button="Restore"
    back="/users/trash"
  >
    {user && <p>{user.name} will be back in the directory with these details.</p>}
    {user && <UserDetails user={user} fields={visibleFields('account')} />}
  </ConfirmForm>
))
