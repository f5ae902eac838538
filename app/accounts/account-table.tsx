import { accountLabels as labels, roleLabels } from '#actions/accounts.schema.ts'
import type { ListedAccount } from '#db/accounts/find.ts'
import { DateTime } from '../ui/date-time.tsx'
import { Link } from '../ui/link.tsx'
import { AccountBadge } from './account-badge.tsx'

const lastUsed = 'Last used'

export function AccountTable({ accounts }: { accounts: readonly ListedAccount[] }) {
  return (
    <table className="cards">
      <caption className="visually-hidden">Accounts by email</caption>
      <thead>
        <tr>
          <th scope="col">{labels.email}</th>
          <th scope="col">{labels.role}</th>
          <th scope="col">{labels.userId}</th>
          <th scope="col">{lastUsed}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.id}>
            <th scope="row">
              <Link href={`/accounts/${account.id}`}>{account.email}</Link>
            </th>
            <td data-label={labels.role}>{roleLabels[account.role]}</td>
            <td data-label={labels.userId}>
              {account.userName && <Link href={`/users/${account.userId}`}>{account.userName}</Link>}
            </td>
            <td data-label={lastUsed}>
              {account.usedAt ? <DateTime value={account.usedAt} /> : <AccountBadge account={account} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
