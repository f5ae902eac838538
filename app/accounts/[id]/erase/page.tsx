import { randomUUID } from 'node:crypto'
import { eraseAccount } from '#actions/accounts.ts'
import { viewerOfForm } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { EraseForm } from '../../erase-form.tsx'
import { findAccountForForm } from '../../find-account.ts'

export default guarded(async ({ params }: PageProps<'/accounts/[id]/erase'>) => {
  const viewer = await viewerOfForm('manage')
  const account = viewer && (await findAccountForForm(params))
  return (
    <Main>
      <EraseForm
        action={eraseAccount}
        target={account && { id: account.id, version: account.version }}
        submission={randomUUID()}
        title={account ? `Erase account ${account.email}` : 'Erase account'}
        button="Erase for ever"
        danger
        back={account ? `/accounts/${account.id}` : '/accounts'}
      >
        {account && (
          <p>
            The account, its sessions and its email will be erased. Histories keep what it did under its
            number, account {account.id}. The person stays in the directory. Nobody can undo this.
          </p>
        )}
      </EraseForm>
    </Main>
  )
})
