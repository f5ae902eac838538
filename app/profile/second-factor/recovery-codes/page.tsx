import { renewRecoveryCodes } from '#actions/second-factor.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { BothFactorsForm } from '../both-factors-form.tsx'
import { requireSecondFactor } from '../require-second-factor.ts'

export default formPage({ may: 'own' }, async ({ viewer, submission }) => {
  await requireSecondFactor(viewer)
  return (
    <BothFactorsForm
      action={renewRecoveryCodes}
      submission={submission}
      title="Make new recovery codes"
      button="Make new codes"
      email={viewer?.email ?? ''}
    >
      <p>Ten new recovery codes replace those that you have now.</p>
    </BothFactorsForm>
  )
})
