import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { arePasswordsAllowed } from '#actions/form/passwords-allowed.server.ts'
import { mayComeByProxy, namedByProxy } from '#actions/request/named-by-proxy.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { signIn } from '#actions/sessions.ts'
import { provider } from '#actions/sign-in/provider.server.ts'
import { startSingleSignOn } from '#actions/ways-in/single-sign-on.ts'
import { isSetUp } from '#db/accounts/find.ts'
import { parseConfig } from '#db/config.ts'
import { database } from '#db/database.ts'
import { forForm, isPosted } from '../request/posted-form.ts'
import { guarded } from '../ui/guarded.tsx'
import { Link } from '../ui/link.tsx'
import { Main } from '../ui/main.tsx'
import { DemoAccount } from './demo-account.tsx'
import { areLinksMailed } from './link/mailed.ts'
import { PasskeyWay } from './passkey/passkey-way.tsx'
import { ProviderForm } from './provider-form.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { SignedInByProxy } from './signed-in-by-proxy.tsx'

export default guarded(async ({ searchParams }: PageProps<'/sign-in'>) => {
  if ((await forForm(() => isSetUp(database()))) === false) redirect('/setup')
  const [{ next, way }, viewer] = await Promise.all([searchParams, forForm(currentViewer)])
  const form = {
    present: viewer?.name,
    submission: randomUUID(),
    next: typeof next === 'string' ? next : '/users',
  }
  const email = await namedByProxy()
  if (email !== undefined) {
    const who = await whoByProxy(way, viewer !== undefined)
    if (who) return <SignedInByProxy email={email} who={who} />
    redirect(`/sign-in/proxy?${new URLSearchParams({ next: form.next })}`)
  }
  const mailedLink = (await forForm(areLinksMailed)) && (
    <Way href={`/sign-in/link?${new URLSearchParams({ next: form.next })}`}>Email me a link</Way>
  )
  if (provider() && way !== 'password')
    return (
      <Main>
        <ProviderForm {...form} action={startSingleSignOn} />
        {mailedLink}
        {(await forForm(arePasswordsAllowed)) && (
          <Way href={`/sign-in?${new URLSearchParams({ way: 'password', next: form.next })}`}>
            Sign in with a password
          </Way>
        )}
      </Main>
    )
  return (
    <Main>
      <SignInForm {...form} action={signIn} />
      <PasskeyWay next={form.next} />
      {mailedLink}
      <Way href="/sign-in/forgot">Forgot your password?</Way>
      {provider() && (
        <Way href={`/sign-in?${new URLSearchParams({ next: form.next })}`}>Use single sign-on</Way>
      )}
      {parseConfig(process.env).demo && <DemoAccount />}
    </Main>
  )
})

/** Undefined for somebody whom a trusted proxy signs in now. */
async function whoByProxy(way: unknown, isIn: boolean): Promise<'in' | 'out' | 'stranger' | undefined> {
  if (way === 'out' || (await isPosted())) return 'out'
  if (isIn) return 'in'
  return (await mayComeByProxy()) ? undefined : 'stranger'
}

/** Another way in. */
function Way({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p>
      <Link href={href}>{children}</Link>
    </p>
  )
}
