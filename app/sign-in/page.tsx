import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { signIn } from '#actions/sessions.ts'
import { isSetUp } from '#db/accounts/find.ts'
import { parseConfig } from '#db/config.ts'
import { database } from '#db/database.ts'
import { forForm } from '../request/posted-form.ts'
import { guarded } from '../ui/guarded.tsx'
import { Main } from '../ui/main.tsx'
import { DemoAccount } from './demo-account.tsx'
import { SignInForm } from './sign-in-form.tsx'

export default guarded(async ({ searchParams }: PageProps<'/sign-in'>) => {
  if ((await forForm(() => isSetUp(database()))) === false) redirect('/setup')
  const [{ next }, viewer] = await Promise.all([searchParams, forForm(currentViewer)])
  return (
    <Main>
      <SignInForm
        present={viewer?.name}
        action={signIn}
        submission={randomUUID()}
        next={typeof next === 'string' ? next : '/users'}
      />
      {parseConfig(process.env).demo && <DemoAccount />}
    </Main>
  )
})
