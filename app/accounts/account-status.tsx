import { identityOf } from '#db/accounts/linked.ts'
import { sessionsOf } from '#db/accounts/sessions.ts'
import { countTokensOf } from '#db/accounts/tokens.ts'
import { database } from '#db/database.ts'
import type { Account } from '#db/tables.ts'
import { DateTime } from '../ui/date-time.tsx'
import { Link } from '../ui/link.tsx'

type Props = {
  account: Account
  isOwn: boolean
}

export async function AccountStatus({ account, isOwn }: Props) {
  const [[latest], identity, tokens] = await Promise.all([
    sessionsOf(database(), account.id),
    identityOf(database(), account.id),
    account.disabledAt ? countTokensOf(database(), account.id) : 0,
  ])
  return (
    <p>
      {isOwn && 'This is your own account. '}
      {account.disabledAt ? (
        'This account is disabled, so nobody can sign in with it.'
      ) : account.password === null && !identity && !latest ? (
        'This account has no password yet. Its owner chooses one with a one-time link.'
      ) : latest ? (
        <>
          Last used <DateTime value={latest.usedAt} />.
        </>
      ) : (
        'Nobody is signed in with this account now.'
      )}
      {identity && ` It is linked to single sign-on (${identity.issuer}).`}
      {account.secondFactor && ' Signing in takes a second factor.'}
      {tokens > 0 && (
        <>
          {' '}
          {tokens === 1 ? 'A token that it made still works' : `${tokens} tokens that it made still work`}:{' '}
          <Link href="/tokens">review {tokens === 1 ? 'it' : 'them'}</Link>.
        </>
      )}
    </p>
  )
}
