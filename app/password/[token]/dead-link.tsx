import { setStatus } from '#actions/request/response-status.server.ts'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'

export function DeadLink() {
  setStatus(404)
  return (
    <Main title="Link expired">
      <h1>This link has expired</h1>
      <p>
        A link works once. One from an admin is valid for 7 days until the next one is made, and one that you
        asked for yourself for an hour.
      </p>
      <p className="actions">
        <Link href="/sign-in">Sign in</Link>
        <Link href="/sign-in/forgot">Get a new link</Link>
      </p>
    </Main>
  )
}
