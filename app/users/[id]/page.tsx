import { levelOf, may, visibleFields } from '#db/policy.ts'
import { find, findPublic } from '#db/users/find.ts'
import { byId } from '../../request/by-id.ts'
import { readerOfDirectory } from '../../request/permission.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { Avatar } from '../person/avatar.tsx'
import { UserDetails } from '../person/user-details.tsx'

export default guarded(async ({ params }: PageProps<'/users/[id]'>) => {
  const viewer = await readerOfDirectory()
  const level = levelOf(viewer)
  const fields = visibleFields(level)
  const user = await byId('user', level === 'public' ? findPublic : find)(await params)
  return (
    <Main title={user.name} person={user.name}>
      <div className="person">
        <Avatar id={user.id} name={user.name} large />
        <div>
          <h1>{user.name}</h1>
          {user.jobTitle && <p className="subtitle">{user.jobTitle}</p>}
        </div>
      </div>
      {may(viewer, 'edit') && (
        <p className="actions">
          <Link className="button" href={`/users/${user.id}/edit`}>
            Edit
          </Link>
          <Link className="button quiet" href={`/users/${user.id}/history`}>
            History
          </Link>
          <Link className="button quiet" href={`/users/${user.id}/delete`}>
            Move to trash
          </Link>
        </p>
      )}
      {!viewer && (
        <p className="actions">
          <Link href={`/sign-in?next=/users/${user.id}`}>Sign in to make changes</Link>
        </p>
      )}
      <UserDetails user={user} fields={fields} />
      {fields.includes('updatedAt') && (
        <p className="hint">
          Last change <DateTime value={user.updatedAt} /> UTC
        </p>
      )}
    </Main>
  )
})
