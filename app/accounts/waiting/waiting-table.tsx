import { accountLabels as labels } from '#actions/accounts.schema.ts'
import type { Waiting } from '#db/accounts/waiting.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { Link } from '../../ui/link.tsx'

const [added, link] = ['Added', 'Link']

export function WaitingTable({ accounts }: { accounts: readonly Waiting[] }) {
  return (
    <table className="cards">
      <caption className="visually-hidden">Accounts without a password</caption>
      <thead>
        <tr>
          <th scope="col">{labels.email}</th>
          <th scope="col">{labels.userId}</th>
          <th scope="col">{added}</th>
          <th scope="col">{link}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map(({ id, email, userId, userName, createdAt, expiresAt }) => (
          <tr key={id}>
            <th scope="row">
              <Link href={`/accounts/${id}`}>{email}</Link>
            </th>
            <td data-label={labels.userId}>
              {userName && <Link href={`/users/${userId}`}>{userName}</Link>}
            </td>
            <td data-label={added}>
              <DateTime value={createdAt} />
            </td>
            <td data-label={link}>
              {expiresAt ? (
                <>
                  Valid until <DateTime value={expiresAt} />
                </>
              ) : (
                <span className="badge">No valid link</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
