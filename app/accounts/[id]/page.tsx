import { randomUUID } from 'node:crypto'
import { changeAccount } from '#actions/accounts.ts'
import { database } from '#db/database.ts'
import type { Account } from '#db/tables.ts'
import { findAnywhere } from '#db/users/find.ts'
import { viewerOfForm } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { AccountForm } from '../account-form.tsx'
import { AccountStanding } from '../account-standing.tsx'
import { AccountSteps } from '../account-steps.tsx'
import { findAccountForForm } from '../find-account.ts'
import { LatestEvents } from '../latest-events.tsx'
import { PasswordLink } from '../password-link.tsx'

export default guarded(async ({ params }: PageProps<'/accounts/[id]'>) => {
  const viewer = await viewerOfForm('manage')
  const account = viewer && (await findAccountForForm(params))
  return (
    <Main>
      <AccountForm
        action={changeAccount}
        title={account ? `Account ${account.email}` : 'Account'}
        submission={randomUUID()}
        target={account ? await toTarget(account) : {}}
      >
        {account && <AccountStanding account={account} isOwn={account.id === viewer.id} />}
        {account && <PasswordLink account={account} />}
      </AccountForm>
      {account && <AccountSteps account={account} />}
      {account && <LatestEvents accountId={account.id} />}
    </Main>
  )
})

async function toTarget({ id, version, email, role, userId }: Account) {
  const user = userId ? await findAnywhere(database(), userId) : undefined
  return { id, version, email, role, userEmail: user?.email ?? '' }
}
