import { randomUUID } from 'node:crypto'
import { eraseUser } from '#actions/users.ts'
import { findAccountOf } from '#db/accounts/find.ts'
import { database } from '#db/database.ts'
import { findTrashed } from '#db/users/find.ts'
import { viewerOfForm } from '../../../request/permission.ts'
import { Field } from '../../../ui/form/field.tsx'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { UserConfirmForm } from '../../form/user-confirm-form.tsx'
import { findUserForForm } from '../../person/find-user.ts'
import { readTeamNames } from '../../person/team-names.ts'

export default guarded(async ({ params }: PageProps<'/users/[id]/erase'>) => {
  const viewer = await viewerOfForm('erase')
  const user = viewer && (await findUserForForm(params, findTrashed))
  const account = user && (await findAccountOf(database(), user.id))
  return (
    <Main>
      <UserConfirmForm
        action={eraseUser}
        target={user && { id: user.id, version: user.version }}
        submission={randomUUID()}
        teams={await readTeamNames(viewer)}
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
      </UserConfirmForm>
    </Main>
  )
})
