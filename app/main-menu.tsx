import { randomUUID } from 'node:crypto'
import { signInPath } from '#actions/request/path.server.ts'
import { signOut } from '#actions/sessions.ts'
import { may } from '#db/policy.ts'
import { viewerIfKnown } from './request/permission.ts'
import { ActionButton } from './ui/form/action-button.tsx'
import { Link } from './ui/link.tsx'

export async function MainMenu() {
  const viewer = await viewerIfKnown()
  return (
    <nav aria-label="Main">
      <Link href="/users">People</Link>
      {may(viewer, 'read') && <Link href="/teams">Teams</Link>}
      {may(viewer, 'manage') && <Link href="/accounts">Admin</Link>}
      {viewer ? (
        <>
          <Link href="/profile" className="own">
            <span className="visually-hidden">Profile of </span>
            {viewer.userName ?? viewer.email}
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
