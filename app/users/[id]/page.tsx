import Link from 'next/link'
import { currentViewer } from '#actions/viewer.server.ts'
import { find, findPublic } from '#db/find-users.ts'
import { levelOf, may, visibleFields } from '#db/policy.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { Avatar } from '../avatar.tsx'
import { findUser } from '../find-user.ts'
import { UserDetails } from '../user-details.tsx'

export default guarded(async ({ params }: PageProps<'/users/[id]'>) => {
  const viewer = await currentViewer()
  const level = levelOf(viewer)
  const fields = visibleFields(level)
  const user = await findUser(params, level === 'public' ? findPublic : find)
  return (
    <Main title={user.name}>
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
            Delete
          </Link>
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
