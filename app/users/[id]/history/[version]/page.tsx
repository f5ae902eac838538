import { revertUser } from '#actions/users.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import { find } from '#db/users/find.ts'
import { snapshot, snapshotAt } from '#db/users/snapshot.ts'
import { byId } from '../../../../request/by-id.ts'
import { ConfirmForm } from '../../../../ui/form/confirm-form.tsx'
import { HiddenField } from '../../../../ui/form/field-hidden.tsx'
import { formPage } from '../../../../ui/form-page.tsx'
import { Changes } from '../../../person/changes.tsx'

type Params = { id: string; version: string }

export default formPage({ may: 'edit', find: findVersion }, ({ found, submission }) => {
  const { user, to = 0, earlier } = found ?? {}
  return (
    <ConfirmForm
      action={revertUser}
      target={user && { id: user.id, version: user.version, to }}
      submission={submission}
      title={user ? `Restore version ${to} of ${user.name}` : 'Restore a version'}
      button="Restore this version"
      back={user ? `/users/${user.id}/history` : '/users'}
    >
      <HiddenField name="to" />
      {user && earlier && (
        <>
          <p>
            These values will be restored. The history will show this change like any other, and you can undo
            it.
          </p>
          <Changes before={snapshot(user)} after={earlier} />
        </>
      )}
    </ConfirmForm>
  )
})

async function findVersion(params: Params) {
  const user = await byId('user', find)(params)
  const to = parseId(params.version)
  const earlier = to && (await snapshotAt(database(), user.id, to))
  if (!to || !earlier) throw new NotFound()
  return { user, to, earlier }
}
