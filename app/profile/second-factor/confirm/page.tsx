import { redirect } from 'next/navigation'
import { confirmSecondFactor } from '#actions/second-factor.ts'
import { findSetup } from '#db/accounts/second-factor.ts'
import { database } from '#db/database.ts'
import { forForm, isPosted } from '../../../request/posted-form.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { ConfirmSetupForm } from './confirm-setup-form.tsx'
import { NewSecret } from './new-secret.tsx'

export default formPage({ may: 'own' }, async ({ viewer, submission }) => {
  const secret = viewer && (await forForm(() => findSetup(database(), viewer)))
  if (!secret && !(await isPosted())) redirect('/profile/second-factor')
  return (
    <ConfirmSetupForm action={confirmSecondFactor} submission={submission}>
      {secret && <NewSecret secret={secret} email={viewer.email} />}
    </ConfirmSetupForm>
  )
})
