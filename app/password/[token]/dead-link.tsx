import Link from 'next/link'
import { setStatus } from '#actions/request/response-status.server.ts'
import { Main } from '../../ui/main.tsx'

/** A one-time link that opens nothing. */
export function DeadLink() {
  setStatus(404)
  return (
    <Main title="Link not good any more">
      <h1>This link is not good any more</h1>
      <p>It works once, for 7 days, and only the latest one. Ask an admin of the directory for a new one.</p>
      <p className="actions">
        <Link href="/sign-in">Sign in</Link>
      </p>
    </Main>
  )
}
