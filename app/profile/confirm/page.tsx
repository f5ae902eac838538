import { waysToConfirm } from '#actions/form/identity.server.ts'
import { confirmIdentity } from '#actions/sessions.ts'
import { startSingleSignOn } from '#actions/ways-in/single-sign-on.ts'
import { findAccount } from '#db/accounts/find.ts'
import { database } from '#db/database.ts'
import { forForm } from '../../request/posted-form.ts'
import { ProviderForm } from '../../sign-in/provider-form.tsx'
import { formPage } from '../../ui/form-page.tsx'
import { Link } from '../../ui/link.tsx'
import { IdentityForm } from './identity-form.tsx'
import { NoWay } from './no-way.tsx'

export default formPage({ may: 'own' }, async ({ viewer, parameters, submission }) => {
  const next = typeof parameters.next === 'string' ? parameters.next : '/profile'
  const account = viewer && (await forForm(() => findAccount(database(), viewer.id)))
  const ways = account && (await forForm(() => waysToConfirm(account)))
  const { byPassword, byProvider } = ways ?? { byPassword: true, byProvider: false }
  const byLink = (way: string) => `/profile/confirm?${new URLSearchParams({ way, next })}`
  if (byProvider && (!byPassword || parameters.way === 'provider'))
    return (
      <>
        <ProviderForm action={startSingleSignOn} submission={submission} next={next} again />
        {byPassword && (
          <p>
            <Link href={byLink('password')}>Use your password</Link>
          </p>
        )}
      </>
    )
  if (!byPassword) return <NoWay />
  return (
    <>
      <IdentityForm
        action={confirmIdentity}
        submission={submission}
        next={next}
        email={viewer?.email ?? ''}
        hasSecondFactor={Boolean(account?.secondFactor)}
      />
      {byProvider && (
        <p>
          <Link href={byLink('provider')}>Use single sign-on</Link>
        </p>
      )}
    </>
  )
})
