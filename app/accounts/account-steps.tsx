import { randomUUID } from 'node:crypto'
import {
  disableAccount,
  enableAccount,
  endAccountSessions,
  renewPasswordLink,
  resetSecondFactor,
} from '#actions/accounts.ts'
import { areTherePasskeysOf } from '#db/accounts/passkeys.ts'
import { database } from '#db/database.ts'
import type { Account } from '#db/tables.ts'
import { ActionButton } from '../ui/form/action-button.tsx'
import { Link } from '../ui/link.tsx'

export async function AccountSteps({ account }: { account: Account }) {
  const { id, version, disabledAt } = account
  const hasMore = account.secondFactor !== null || (await areTherePasskeysOf(database(), id))
  const step = () => ({ values: { id, version }, submission: randomUUID() })
  return (
    <section aria-labelledby="signing-in">
      <h2 id="signing-in">Signing in</h2>
      <div className="actions">
        {disabledAt ? (
          <ActionButton action={enableAccount} {...step()}>
            Enable account
          </ActionButton>
        ) : (
          <>
            <ActionButton action={renewPasswordLink} {...step()}>
              New one-time link
            </ActionButton>
            <ActionButton action={endAccountSessions} {...step()}>
              End all sessions
            </ActionButton>
            <ActionButton action={disableAccount} {...step()}>
              Disable account
            </ActionButton>
          </>
        )}
        {hasMore && (
          <ActionButton action={resetSecondFactor} {...step()}>
            Reset second factor
          </ActionButton>
        )}
        <Link href={`/accounts/${id}/erase`}>Erase account</Link>
      </div>
    </section>
  )
}
