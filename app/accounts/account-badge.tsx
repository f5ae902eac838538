import type { ListedAccount } from '#db/accounts/find.ts'

/** Shows nothing for an account that can sign in. */
type Props = { account: Pick<ListedAccount, 'disabledAt' | 'password' | 'isLinked' | 'hasComeIn'> }

export function AccountBadge({ account: { disabledAt, password, isLinked, hasComeIn } }: Props) {
  const isOut = password === null && !isLinked && !hasComeIn
  const reason = disabledAt ? 'Disabled' : isOut ? 'No password yet' : undefined
  return reason && <span className="badge">{reason}</span>
}
