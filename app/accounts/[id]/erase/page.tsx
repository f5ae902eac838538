import { eraseAccount } from '#actions/accounts.ts'
import { findAccount } from '#db/accounts/find.ts'
import { byId } from '../../../request/by-id.ts'
import { ConfirmForm } from '../../../ui/form/confirm-form.tsx'
import { Field } from '../../../ui/form/field.tsx'
import { formPage } from '../../../ui/form-page.tsx'

export default formPage(
  { may: 'manage', find: byId('account', findAccount) },
  ({ found: account, submission }) => (
    <ConfirmForm
      action={eraseAccount}
      target={account && { id: account.id, version: account.version }}
      submission={submission}
      title={account ? `Erase account ${account.email}` : 'Erase account'}
      button="Erase for ever"
      danger
      back={account ? `/accounts/${account.id}` : '/accounts'}
    >
      {account && (
        <p>
          The account, its sessions and its email will be erased. Histories keep what it did under its number,
          account {account.id}. The person stays in the directory. Nobody can undo this.
        </p>
      )}
      <Field name="confirmation" label="Email, to confirm" type="email" spellCheck={false} />
    </ConfirmForm>
  ),
)
