import { redirect } from 'next/navigation'
import { challengeOfPasskey } from '#actions/request/session-cookies.server.ts'
import { creationOptions } from '#actions/sign-in/passkeys.server.ts'
import { addPasskey } from '#actions/ways-in/passkeys.ts'
import { forForm, isPosted } from '../../../request/posted-form.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { NewPasskeyForm } from './new-passkey-form.tsx'

export default formPage({ may: 'own' }, async ({ viewer, submission }) => {
  const challenge = await challengeOfPasskey()
  if (!challenge && !(await isPosted())) redirect('/profile/passkeys')
  const options = viewer && challenge && (await forForm(() => creationOptions(viewer, challenge)))
  return <NewPasskeyForm action={addPasskey} submission={submission} options={options || undefined} />
})
