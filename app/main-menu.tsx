import { randomUUID } from 'node:crypto'
import { signOut } from '#actions/sessions.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { may } from '#db/policy.ts'
import { MenuLink } from './menu-link.tsx'
import { ActionButton } from './ui/form/action-button.tsx'

type Props = {
  viewer: SignedIn | undefined
  /** The address of the sign-in page, for somebody who is not signed in. */
  signIn: string
}

/** On a telephone a button opens it, without scripts too. */
export function MainMenu({ viewer, signIn }: Props) {
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
          <MenuLink href={signIn} sections={['sign-in']} className="own">
            Sign in
          </MenuLink>
        )}
      </nav>
    </>
  )
}
