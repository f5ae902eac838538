import { trashUser } from '#actions/users.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { UserConfirmForm } from '../../form/user-confirm-form.tsx'
import { findUser } from '../../person/find-user.ts'
import { readTeamNames } from '../../person/team-names.ts'

export default formPage({ may: 'edit', find: findUser }, async ({ found: user, viewer, submission }) => (
  <UserConfirmForm
    action={trashUser}
    target={user && { id: user.id, version: user.version }}
    submission={submission}
    teams={await readTeamNames(viewer)}
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
  </UserConfirmForm>
))
