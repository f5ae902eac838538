import { Link } from '../../ui/link.tsx'
import { PageTitle } from '../../ui/page-title.tsx'

/** For an account without a password where there is no single sign-on, such as one that a proxy or a mailed link signs in. */
export function NoWay() {
  return (
    <>
      <PageTitle>Confirm it is you</PageTitle>
      <h1>Confirm it is you</h1>
      <p>
        Your account has no password. Sign out and sign in again: for 15 minutes that is enough. Or{' '}
        <Link href="/sign-in/forgot">ask for a link to choose a password</Link>.
      </p>
    </>
  )
}
