import { randomUUID } from 'node:crypto'
import { signInPath } from '#actions/request/path.server.ts'
import { signOut } from '#actions/sessions.ts'
import { may } from '#db/policy.ts'
import { MenuLink } from './menu-link.tsx'
import { viewerIfKnown } from './request/permission.ts'
import { ActionButton } from './ui/form/action-button.tsx'

/** On a telephone a button opens it, without scripts too. */
export async function MainMenu() {
  const viewer = await viewerIfKnown()
  return (
    <>
      <button type="button" className="menu-button" popoverTarget="menu">
        <span className="visually-hidden">Menu</span>
      </button>
      <nav id="menu" popover="auto" aria-label="Main">
        <MenuLink href="/users" sections={['users']}>
          People
        </MenuLink>
        {may(viewer, 'read') && (
          <MenuLink href="/teams" sections={['teams']}>
            Teams
          </MenuLink>
        )}
        {may(viewer, 'edit') && (
          <MenuLink href="/activity" sections={['activity']}>
            Activity
          </MenuLink>
        )}
        {may(viewer, 'manage') && (
          <MenuLink href="/accounts" sections={['accounts', 'tokens', 'settings']}>
            Admin
          </MenuLink>
        )}
        {viewer ? (
          <>
            <MenuLink href="/profile" sections={['profile']} className="own">
              <span className="visually-hidden">Profile of </span>
              {viewer.userName ?? viewer.email}
            </MenuLink>
            <ActionButton action={signOut} submission={randomUUID()}>
              Sign out
            </ActionButton>
          </>
        ) : (
          <MenuLink href={await signInPath()} sections={['sign-in']} className="own">
            Sign in
          </MenuLink>
        )}
      </nav>
    </>
  )
}
