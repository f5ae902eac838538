import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'

/** Where no link is mailed to people who forgot their password. */
export function AskAnAdmin() {
  return (
    <Main title="Forgot your password?">
      <h1>Forgot your password?</h1>
      <p>
        Ask an admin of this directory for a one-time link. They make it on the page of your account. With it
        you choose a new password.
      </p>
      <h2>If no admin can sign in</h2>
      <p>The person who runs the server makes a link with this command:</p>
      <pre>
        <code>npm run accounts -- link EMAIL</code>
      </pre>
      <p>
        The file <code>docs/locked-out.md</code> that comes with Rollcall explains it.
      </p>
      <p className="actions">
        <Link href="/sign-in">Sign in</Link>
      </p>
    </Main>
  )
}
