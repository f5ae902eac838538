import { trashUser } from '#actions/users.ts'
import { find } from '#db/users/find.ts'
import { byId } from '../../../request/by-id.ts'
import { ConfirmForm } from '../../../ui/form/confirm-form.tsx'
import { formPage } from '../../../ui/form-page.tsx'

export default formPage({ may: 'edit', find: byId('user', find) }, ({ found: user, submission }) => (
  <ConfirmForm
    action={trashUser}
    target={user && { id: user.id, version: user.version }}
    submission={submission}
    title={user ? `Move ${user.name} to trash` : 'Move to trash'}
    button="Move to trash"
    danger
    back={user ? `/users/${user.id}` : '/users'}
  >
    {user && (
      <p>
        {user.name} will leave the directory and its JSON. The details stay in the trash
        {user.email && ', and somebody else can have the email'}.
      </p>
    )}
  </ConfirmForm>
))
