import Link from 'next/link'
import type { NamedEvent } from '#db/account-events.ts'
import { DateTime } from '../ui/date-time.tsx'
import { Differences } from '../ui/differences.tsx'
import { accountDifferences } from './account-differences.ts'
import { verbLabels } from './labels.ts'

type Props = {
  event: NamedEvent
  /** The account whose page this is. */
  within?: number | undefined
}

/** One event about accounts: who, what, which account, when, and each field's old and new value. */
export function AccountEvent({ event, within }: Props) {
  const { actor, verb, at, before, after } = event
  const [words, rest] = verbLabels[verb].split('{account}')
  const isChange = before && after && 'role' in before && 'role' in after
  const differences = isChange ? accountDifferences(before, after) : []
  return (
    <li className="entry">
      <p>
        {actor} {words}
        {rest !== undefined && <Subject event={event} within={within} />}
        {rest}, <DateTime value={at} /> UTC
      </p>
      {after && 'page' in after && <p className="hint">On the page {after.page}</p>}
      {verb === 'change-account' && differences.length > 0 && <Differences of={differences} />}
    </li>
  )
}

function Subject({ event: { accountId, actorId, subject }, within }: Props) {
  if (accountId === null) return 'an unknown account'
  if (accountId === actorId) return 'their own account'
  if (accountId === within) return 'this account'
  if (subject === null) return `account ${accountId}`
  return (
    <>
      the account <Link href={`/accounts/${accountId}`}>{subject}</Link>
    </>
  )
}
