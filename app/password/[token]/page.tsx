import { randomUUID } from 'node:crypto'
import { choosePassword } from '#actions/ways-in/passwords.ts'
import { findByPasswordLink } from '#db/accounts/password-links.ts'
import { database } from '#db/database.ts'
import { forForm, isPosted } from '../../request/posted-form.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { ChoosePasswordForm } from './choose-password-form.tsx'
import { DeadLink } from './dead-link.tsx'

export default guarded(async ({ params }: PageProps<'/password/[token]'>) => {
  const { token } = await params
  const account = await forForm(() => findByPasswordLink(database(), token))
  if (!account && !(await isPosted())) return <DeadLink />
  return (
    <Main>
      <ChoosePasswordForm
        action={choosePassword}
        submission={randomUUID()}
        token={token}
        email={account?.email ?? ''}
      />
    </Main>
  )
})
