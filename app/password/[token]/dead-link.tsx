import { setStatus } from '#actions/request/response-status.server.ts'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'

export function DeadLink() {
  setStatus(404)
  return (
    <Main title="Link expired">
      <h1>This link has expired</h1>
      <p>A link works once, within 7 days, and only the latest one works. Ask an admin for a new one.</p>
      <p className="actions">
        <Link href="/sign-in">Sign in</Link>
      </p>
    </Main>
  )
}
