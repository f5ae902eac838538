import { signInPath } from '#actions/request/path.server.ts'
import { Link } from './link.tsx'
import { Main } from './main.tsx'

export async function SignInFirst() {
  return (
    <Main title="Sign in first">
      <h1>Sign in first</h1>
      <p>You are not signed in any more, so nothing was done just now.</p>
      <p className="actions">
        <Link className="button" href={await signInPath()}>
          Sign in
        </Link>
      </p>
    </Main>
  )
}
