import { dropSecondFactor } from '#actions/second-factor.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { BothFactorsForm } from '../both-factors-form.tsx'
import { requireSecondFactor } from '../require-second-factor.ts'

export default formPage({ may: 'own' }, async ({ viewer, submission }) => {
  await requireSecondFactor(viewer)
  return (
    <BothFactorsForm
      action={dropSecondFactor}
      submission={submission}
      title="Turn off the second factor"
      button="Turn it off"
      danger
      email={viewer?.email ?? ''}
    >
      <p>Afterwards your password alone signs you in, and your recovery codes do not work any more.</p>
    </BothFactorsForm>
  )
})
