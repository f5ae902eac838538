import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { challengeOfPasskey } from '#actions/request/session-cookies.server.ts'
import { requestOptions } from '#actions/sign-in/passkeys.server.ts'
import { enterWithPasskey } from '#actions/ways-in/passkeys.ts'
import { isPosted } from '../../request/posted-form.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { PasskeySignInForm } from './passkey-sign-in-form.tsx'

export default guarded(async ({ searchParams }: PageProps<'/sign-in/passkey'>) => {
  const asked = (await searchParams).next
  const next = typeof asked === 'string' ? asked : '/users'
  const challenge = await challengeOfPasskey()
  const back = `/sign-in?${new URLSearchParams({ next })}`
  if (!challenge && !(await isPosted())) redirect(back)
  return (
    <Main>
      <PasskeySignInForm
        action={enterWithPasskey}
        submission={randomUUID()}
        next={next}
        back={back}
        options={challenge ? await requestOptions(challenge) : undefined}
      />
    </Main>
  )
})
