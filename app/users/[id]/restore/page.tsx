import { inText } from '#actions/user-words.schema.ts'
import { restoreUser } from '#actions/users.ts'
import { database } from '#db/database.ts'
import { visibleFields } from '#db/policy.ts'
import { findTrashed, holdersOf } from '#db/users/find.ts'
import { byId } from '../../../request/by-id.ts'
import { ConfirmForm } from '../../../ui/form/confirm-form.tsx'
import { formPage } from '../../../ui/form-page.tsx'
import { UserDetails } from '../../person/user-details.tsx'

export default formPage({ may: 'edit', find }, ({ found: { user, taken } = {}, submission }) => (
  <ConfirmForm
    action={restoreUser}
    target={user && { id: user.id, version: user.version }}
    submission={submission}
    title={user ? `Restore ${user.name}` : 'Restore person'}
    button="Restore"
    back="/users/trash"
  >
    {user && <p>{user.name} will be back in the directory with these details.</p>}
    {taken?.map(({ field, name }) => (
      <p key={field}>
        {name} has the {inText(field)} of {user?.name} now, so it will be left blank.
        <input type="hidden" name="without" value={field} />
      </p>
    ))}
    {user && <UserDetails user={user} fields={visibleFields('account')} />}
  </ConfirmForm>
))

async function find(params: { id: string }) {
  const user = await byId('user', findTrashed)(params)
  const taken = await holdersOf(database(), user)
  return { user: { ...user, ...Object.fromEntries(taken.map(({ field }) => [field, ''])) }, taken }
}
