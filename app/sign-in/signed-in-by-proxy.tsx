import { setStatus } from '#actions/request/response-status.server.ts'
import { Link } from '../ui/link.tsx'
import { Main } from '../ui/main.tsx'

type Props = {
  /** The email that a trusted proxy gives. */
  email: string
  /** Somebody who is signed in, who is not (any more), or who has no account that may sign in. */
  who: 'in' | 'out' | 'stranger'
}

/** Instead of the form to sign in, where a trusted proxy signs people in. */
export function SignedInByProxy({ email, who }: Props) {
  if (who === 'stranger') setStatus(403)
  const title = who === 'in' ? 'You are signed in' : 'You are not signed in'
  return (
    <Main title={title}>
      <h1>{title}</h1>
      <p>
        A proxy in front of this directory signs people in. It says that you are <strong>{email}</strong>.
      </p>
      {who === 'stranger' ? (
        <p>No account with this address may sign in here. Ask an admin of this directory for one.</p>
      ) : (
        <p>
          While it says so, each page that you open signs you in, if your browser keeps cookies. To sign out
          for good, or to be somebody else, sign out at the proxy.
        </p>
      )}
      {who === 'in' && (
        <p className="actions">
          <Link href="/users">People</Link>
        </p>
      )}
      {who === 'out' && (
        <p className="actions">
          <Link href="/sign-in">Sign in again</Link>
        </p>
      )}
    </Main>
  )
}
