import { keptBareForm } from '#actions/form/unavailable.server.ts'
import { signInPath } from '#actions/request/path.server.ts'
import { Link } from '../../../ui/link.tsx'
import { ImportFrame } from './import-frame.tsx'

/** Answers the form of an import whose sender was not signed in: the form asks for a sign-in, and keeps what was typed. */
export async function SignInWithin() {
  const posted = keptBareForm()?.data
  const values = { version: posted?.get('version'), fingerprint: posted?.get('fingerprint') }
  return (
    <ImportFrame title="Import people" values={values}>
      <Link href={await signInPath()}>Sign in</Link>
    </ImportFrame>
  )
}
