import { randomUUID } from 'node:crypto'
import { askedToken } from '#actions/request/session-cookies.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { signInByLink } from '#actions/ways-in/mailed-links.ts'
import { findSignInLink } from '#db/accounts/sign-in-links.ts'
import { database } from '#db/database.ts'
import { forForm, isPosted } from '../../../request/posted-form.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Link } from '../../../ui/link.tsx'
import { Main } from '../../../ui/main.tsx'
import { ByLinkForm } from './by-link-form.tsx'
import { DeadLink } from './dead-link.tsx'

/** Opening the link uses nothing up, because mail servers open links before people do. */
export default guarded(async ({ params }: PageProps<'/sign-in/link/[token]'>) => {
  const { token } = await params
  const browser = await askedToken()
  const link = await forForm(() => findSignInLink(database(), token, browser))
  if (!link && !(await isPosted())) return <DeadLink />
  const viewer = await forForm(currentViewer)
  return (
    <Main>
      <ByLinkForm
        action={signInByLink}
        submission={randomUUID()}
        token={token}
        elsewhere={link && !link.isAskedHere ? link.email : undefined}
        present={viewer?.name}
      />
      <p>
        <Link href="/sign-in/link">Get a new link</Link>
      </p>
    </Main>
  )
})
