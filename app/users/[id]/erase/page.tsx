import { eraseUser } from '#actions/users.ts'
import { findAccountOf } from '#db/accounts/find.ts'
import { database } from '#db/database.ts'
import { findTrashed } from '#db/users/find.ts'
import { byId } from '../../../request/by-id.ts'
import { ConfirmForm } from '../../../ui/form/confirm-form.tsx'
import { Field } from '../../../ui/form/field.tsx'
import { formPage } from '../../../ui/form-page.tsx'

export default formPage(
  { may: 'erase', find: byId('user', findTrashed) },
  async ({ found: user, submission }) => {
    const account = user && (await findAccountOf(database(), user.id))
    return (
      <ConfirmForm
        action={eraseUser}
        target={user && { id: user.id, version: user.version }}
        submission={submission}
        title={user ? `Erase ${user.name}` : 'Erase person'}
        button="Erase for ever"
        danger
        back="/users/trash"
      >
        {user && (
          <p>
            Everything that the directory holds about {user.name} will be erased, also from the history. We
            keep only who did what and when. Nobody can undo this.
          </p>
        )}
        {account && (
          <p>
            Their account will be erased too. Nobody can sign in as <strong>{account.email}</strong> any more.
          </p>
        )}
        <Field name="confirmation" label="Full name, to confirm" spellCheck={false} />
      </ConfirmForm>
    )
  },
)
