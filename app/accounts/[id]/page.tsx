import { changeAccount } from '#actions/accounts.ts'
import { findAccount } from '#db/accounts/find.ts'
import { database } from '#db/database.ts'
import type { Account } from '#db/tables.ts'
import { findAnywhere } from '#db/users/find.ts'
import { byId } from '../../request/by-id.ts'
import { formPage } from '../../ui/form-page.tsx'
import { AccountForm } from '../account-form.tsx'
import { AccountStatus } from '../account-status.tsx'
import { AccountSteps } from '../account-steps.tsx'
import { LatestEvents } from '../latest-events.tsx'
import { PasswordLink } from '../password-link.tsx'

export default formPage(
  { may: 'manage', find: byId('account', findAccount) },
  async ({ found: account, viewer, submission }) => (
    <>
      <AccountForm
        action={changeAccount}
        title={account ? `Account ${account.email}` : 'Account'}
        submission={submission}
        target={account ? await toTarget(account) : {}}
      >
        {account && <AccountStatus account={account} isOwn={account.id === viewer?.id} />}
        {account && <PasswordLink account={account} />}
      </AccountForm>
      {account && <AccountSteps account={account} />}
      {account && <LatestEvents accountId={account.id} />}
    </>
  ),
)

async function toTarget({ id, version, email, role, userId }: Account) {
  const user = userId ? await findAnywhere(database(), userId) : undefined
  return { id, version, email, role, userEmail: user ? user.email || String(user.id) : '' }
}
