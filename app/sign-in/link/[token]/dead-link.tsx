import { setStatus } from '#actions/request/response-status.server.ts'
import { Link } from '../../../ui/link.tsx'
import { Main } from '../../../ui/main.tsx'

export function DeadLink() {
  setStatus(404)
  return (
    <Main title="Link expired">
      <h1>This link has expired</h1>
      <p>A link that signs you in works once, within 15 minutes, until you ask for the next one.</p>
      <p className="actions">
        <Link href="/sign-in/link">Get a new link</Link>
      </p>
    </Main>
  )
}
