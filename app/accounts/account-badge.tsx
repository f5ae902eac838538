import type { Account } from '#db/tables.ts'

/** Shows nothing for an account that can sign in. */
export function AccountBadge({ account }: { account: Pick<Account, 'disabledAt' | 'password'> }) {
  const reason = account.disabledAt ? 'Disabled' : account.password === null ? 'No password yet' : undefined
  return reason && <span className="badge">{reason}</span>
}
