import { trashUser } from '#actions/users.ts'
import { ConfirmForm } from '../../../ui/form/confirm-form.tsx'
import { formPage } from '../../../ui/form-page.tsx'
import { findUser } from '../../person/find-user.ts'

export default formPage({ may: 'edit', find: findUser }, ({ found: user, submission }) => (
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
        {user.name} will leave the directory and its JSON. The details stay in the trash, and somebody else
        can have the email.
      </p>
    )}
  </ConfirmForm>
))
