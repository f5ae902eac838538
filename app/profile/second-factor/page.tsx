import { lacksSecondFactor } from '#actions/form/rights.server.ts'
import { shownOnce } from '#actions/request/shown-once.server.ts'
import { beginSecondFactor } from '#actions/second-factor.ts'
import { findAccount } from '#db/accounts/find.ts'
import { database } from '#db/database.ts'
import { forForm } from '../../request/posted-form.ts'
import { formPage } from '../../ui/form-page.tsx'
import { BeginForm } from './begin-form.tsx'
import { Needed } from './needed.tsx'
import { SecondFactorOn } from './second-factor-on.tsx'

export default formPage({ may: 'own' }, async ({ viewer, submission }) => {
  const account = viewer && (await forForm(() => findAccount(database(), viewer.id)))
  if (!account?.secondFactor) {
    const isNeeded = viewer && (await forForm(() => lacksSecondFactor(viewer, 'manage')))
    return (
      <BeginForm action={beginSecondFactor} submission={submission} email={viewer?.email ?? ''}>
        {isNeeded && <Needed />}
      </BeginForm>
    )
  }
  const codes = (await shownOnce('/profile/second-factor'))?.split(' ')
  return <SecondFactorOn codes={codes} left={account.recoveryCodes.length} />
})
