import { createAccount } from '#actions/accounts.ts'
import { formPage } from '../../ui/form-page.tsx'
import { AccountForm } from '../account-form.tsx'

export default formPage({ may: 'manage' }, ({ submission }) => (
  <AccountForm action={createAccount} title="Add account" submission={submission}>
    <p>You get a one-time link for its owner to choose a password.</p>
  </AccountForm>
))
