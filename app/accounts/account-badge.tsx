import type { Account } from '#db/tables.ts'

/** Why nobody signs in with an account, if so. */
export function AccountBadge({ account }: { account: Pick<Account, 'disabledAt' | 'password'> }) {
  const reason = account.disabledAt ? 'Disabled' : account.password === null ? 'No password yet' : undefined
  return reason && <span className="badge">{reason}</span>
}
