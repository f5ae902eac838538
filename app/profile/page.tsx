import { changePassword } from '#actions/ways-in/passwords.ts'
import { database } from '#db/database.ts'
import { findAnywhere } from '#db/users/find.ts'
import { formPage } from '../ui/form-page.tsx'
import { Link } from '../ui/link.tsx'
import { OwnListing } from './own-listing.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { PasswordForm } from './password-form.tsx'

export default formPage({ may: 'own' }, async ({ viewer, submission }) => {
  const user = viewer?.userId ? await findAnywhere(database(), viewer.userId) : undefined
  return (
    <>
      <PasswordForm action={changePassword} submission={submission} email={viewer?.email ?? ''} />
      <section aria-labelledby="second-factor">
        <h2 id="second-factor">Second factor</h2>
        <p>
          <Link href="/profile/second-factor">A code from your phone</Link> can protect your account, besides
          your password.
        </p>
        <p>
          <Link href="/profile/passkeys">Passkeys</Link> sign you in with what unlocks your device.
        </p>
      </section>
      {viewer && <OwnListing user={user} role={viewer.role} />}
      {viewer && <OwnSessions viewer={viewer} />}
      <section aria-labelledby="data">
        <h2 id="data">Your data</h2>
        <p>
          <a href="/profile/data" download>
            Download everything the directory holds about you
          </a>{' '}
          as one JSON file.
        </p>
      </section>
    </>
  )
})
