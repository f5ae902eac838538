import { randomUUID } from 'node:crypto'
import { revertUser } from '#actions/users.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import { listing, listingAt } from '#db/users/listing.ts'
import { viewerOfForm } from '../../../../request/permission.ts'
import { HiddenField } from '../../../../ui/form/field-hidden.tsx'
import { guarded } from '../../../../ui/guarded.tsx'
import { Main } from '../../../../ui/main.tsx'
import { UserConfirmForm } from '../../../form/user-confirm-form.tsx'
import { Changes } from '../../../person/changes.tsx'
import { findUserForForm } from '../../../person/find-user.ts'
import { readTeamNames } from '../../../person/team-names.ts'

export default guarded(async ({ params }: PageProps<'/users/[id]/history/[version]'>) => {
  const viewer = await viewerOfForm('edit')
  const user = viewer && (await findUserForForm(params))
  const to = parseId((await params).version)
  const earlier = user && to && (await listingAt(database(), user.id, to))
  if (user && !earlier) throw new NotFound()
  const teams = await readTeamNames(viewer)
  return (
    <Main>
      <UserConfirmForm
        action={revertUser}
        target={user && to ? { id: user.id, version: user.version, to } : undefined}
        submission={randomUUID()}
        teams={teams}
        title={user ? `Restore version ${to} of ${user.name}` : 'Restore a version'}
        button="Restore this version"
        back={user ? `/users/${user.id}/history` : '/users'}
      >
        <HiddenField name="to" />
        {user && earlier && (
          <>
            <p>
              These values will be restored. The history will show this change like any other, and you can
              undo it.
            </p>
            <Changes before={listing(user)} after={earlier} teams={teams} />
          </>
        )}
      </UserConfirmForm>
    </Main>
  )
})
