import { randomUUID } from 'node:crypto'
import Link from 'next/link'
import { signInPath } from '#actions/request-path.server.ts'
import { signOut } from '#actions/sessions.ts'
import { currentViewer } from '#actions/viewer.server.ts'
import { may } from '#db/policy.ts'
import { ActionButton } from './ui/action-button.tsx'

/** The ways to the main pages, and in or out. */
export async function AccountMenu() {
  // The page below says that the database is away; the frame around it has to stand all the same.
  const viewer = await currentViewer().catch(() => undefined)
  return (
    <nav aria-label="Main">
      <Link href="/users">Users</Link>
      {may(viewer, 'read') && <Link href="/teams">Teams</Link>}
      {may(viewer, 'manage') && (
        <>
          <Link href="/accounts">Accounts</Link>
          <Link href="/tokens">Tokens</Link>
          <Link href="/settings">Settings</Link>
        </>
      )}
      {viewer ? (
        <>
          <Link href="/profile" className="own">
            <span className="visually-hidden">Profile of </span>
            {viewer.name}
          </Link>
          <ActionButton action={signOut} submission={randomUUID()}>
            Sign out
          </ActionButton>
        </>
      ) : (
        <Link href={await signInPath()}>Sign in</Link>
      )}
    </nav>
  )
}
