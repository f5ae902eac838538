import { changePassword } from '#actions/passwords.ts'
import { database } from '#db/database.ts'
import { findAnywhere } from '#db/users/find.ts'
import { formPage } from '../ui/form-page.tsx'
import { OwnListing } from './own-listing.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { PasswordForm } from './password-form.tsx'

export default formPage({ may: 'own' }, async ({ viewer, submission }) => {
  const user = viewer?.userId ? await findAnywhere(database(), viewer.userId) : undefined
  return (
    <>
      <PasswordForm action={changePassword} submission={submission} email={viewer?.email ?? ''} />
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
