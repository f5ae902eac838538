import { randomUUID } from 'node:crypto'
import { createAccount } from '#actions/accounts.ts'
import { viewerOfForm } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { AccountForm } from '../account-form.tsx'

export default guarded(async () => {
  await viewerOfForm('manage')
  return (
    <Main>
      <AccountForm action={createAccount} title="Add account" submission={randomUUID()}>
        <p>You get a one-time link for its owner to choose a password.</p>
      </AccountForm>
    </Main>
  )
})
