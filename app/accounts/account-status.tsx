import { sessionsOf } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import type { Account } from '#db/tables.ts'
import { DateTime } from '../ui/date-time.tsx'

type Props = {
  account: Account
  isOwn: boolean
}

export async function AccountStatus({ account, isOwn }: Props) {
  const [latest] = await sessionsOf(database(), account.id)
  return (
    <p>
      {isOwn && 'This is your own account. '}
      {account.disabledAt ? (
        'This account is disabled, so nobody can sign in with it.'
      ) : account.password === null ? (
        'This account has no password yet. Its owner chooses one with a one-time link.'
      ) : latest ? (
        <>
          Last used <DateTime value={latest.usedAt} /> UTC.
        </>
      ) : (
        'Nobody is signed in with this account now.'
      )}
    </p>
  )
}
