import Link from 'next/link'
import type { VisibleField } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { DateTime } from '../ui/date-time.tsx'
import { Avatar } from './avatar.tsx'
import { EmailLink } from './email-link.tsx'
import { labels, statusLabels } from './labels.ts'

type Props = {
  users: readonly User[]
  /** What the viewer may see of them. */
  fields: readonly VisibleField[]
}

/** Users as a table, which narrow screens show as cards. */
export function UserTable({ users, fields }: Props) {
  const [email, updatedAt] = [fields.includes('email'), fields.includes('updatedAt')]
  return (
    <table className="cards">
      <caption className="visually-hidden">{updatedAt ? 'Users, the latest change first' : 'Users'}</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">{labels.jobTitle}</th>
          {email && <th scope="col">{labels.email}</th>}
          {updatedAt && <th scope="col">Last change, UTC</th>}
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <th scope="row">
              <Avatar id={user.id} name={user.name} />
              <span>
                <Link href={`/users/${user.id}`}>{user.name}</Link>
                {user.status === 'inactive' && <span className="badge">{statusLabels.inactive}</span>}
              </span>
            </th>
            <td data-label={labels.jobTitle}>{user.jobTitle}</td>
            {email && (
              <td data-label={labels.email}>
                <EmailLink address={user.email} />
              </td>
            )}
            {updatedAt && (
              <td data-label="Last change, UTC">
                <DateTime value={user.updatedAt} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
