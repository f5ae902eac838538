import { statusLabels } from '#actions/user-rules.schema.ts'
import { userWords } from '#actions/user-words.schema.ts'
import { visibleFields } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { Link } from '../../ui/link.tsx'
import { Avatar } from '../person/avatar.tsx'
import { EmailLink } from '../person/email-link.tsx'
import { TeamLinks } from '../person/team-links.tsx'
import { orderLabels } from './list-search.tsx'
import type { UserList } from './read-list.ts'
import { SortHead } from './sort-head.tsx'

type Props = {
  list: UserList
  /** The id of the form of the tick boxes; without it there are none. */
  form?: string | undefined
}

export function UserTable({ list, form }: Props) {
  const fields = visibleFields(list.level)
  const [email, updatedAt] = [fields.includes('email'), fields.includes('updatedAt')]
  return (
    <table className="cards users">
      <caption className="visually-hidden">People, sorted by: {orderLabels[list.order]}</caption>
      <thead>
        <tr>
          {form && (
            <th scope="col" className="tick">
              <span className="visually-hidden">Select</span>
            </th>
          )}
          <SortHead list={list} orders={['name', '-name']}>
            Name
          </SortHead>
          <SortHead list={list} orders={['jobTitle', '-jobTitle']}>
            {userWords.jobTitle.label}
          </SortHead>
          <th scope="col">{userWords.teams.label}</th>
          {email && (
            <th scope="col" className="email">
              {userWords.email.label}
            </th>
          )}
          {updatedAt && (
            <SortHead list={list} orders={['-updatedAt', 'updatedAt']}>
              Last change, UTC
            </SortHead>
          )}
        </tr>
      </thead>
      <tbody>
        {list.page.rows.map((user) => (
          <tr key={user.id}>
            {form && (
              <td className="tick">
                <TickBox user={user} form={form} />
              </td>
            )}
            <th scope="row">
              <Avatar id={user.id} name={user.name} />
              <span>
                <Link href={`/users/${user.id}`}>{user.name}</Link>
                {user.status === 'inactive' && <span className="badge">{statusLabels.inactive}</span>}
              </span>
            </th>
            <td data-label={userWords.jobTitle.label}>{user.jobTitle}</td>
            <td data-label={userWords.teams.label}>{user.teams.length > 0 && <TeamLinks {...user} />}</td>
            {email && (
              <td data-label={userWords.email.label}>
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

function TickBox({ user, form }: { user: User; form: string }) {
  return (
    <label>
      <input
        type="checkbox"
        name="id"
        value={user.id}
        form={form}
        aria-label={`Select ${user.name}`}
        autoComplete="off"
      />
    </label>
  )
}
