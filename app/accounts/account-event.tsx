import {
  accountDifferences,
  settingDifferences,
  settingFields,
  teamDifferences,
} from '#actions/form/differences.server.ts'
import type { Difference } from '#actions/form/form.schema.ts'
import type { NamedEvent } from '#db/audit/account-events.ts'
import { networkInWords } from '#db/network.ts'
import { scopesOf } from '../tokens/labels.ts'
import { DateTime } from '../ui/date-time.tsx'
import { Differences } from '../ui/form/differences.tsx'
import { Link } from '../ui/link.tsx'
import { verbLabels } from './labels.ts'

type Props = {
  event: NamedEvent
  within?: number | undefined
}

export function AccountEvent({ event, within }: Props) {
  const { actor, at, after, network } = event
  const [words, named, rest] = wordsFor(event).split(/\{(account|token|team)\}/)
  const token = after && 'token' in after ? after : undefined
  const differences = differencesOf(event)
  return (
    <li className="entry">
      <p>
        {actor} {words}
        {named === 'account' && <Subject event={event} within={within} />}
        {named === 'token' && token?.name}
        {named === 'team' && [...new Set(teamNames(event))].join(' to ')}
        {rest}
        {after && 'refused' in after && ` ${after.refused} more times in an hour`}, <DateTime value={at} />
        {network && <span className="hint"> · from {networkInWords(network)}</span>}
      </p>
      {after && 'page' in after && <p className="hint">On the page {after.page}</p>}
      {token && <p className="hint">Reads {scopesOf(token)}</p>}
      {differences.length > 0 && <Differences of={differences} />}
    </li>
  )
}

function differencesOf({ verb, before, after }: NamedEvent): Difference[] {
  if (!before || !after) return []
  if (verb === 'change-account' && 'role' in before && 'role' in after)
    return accountDifferences(before, after)
  if (verb === 'rename-team') return teamDifferences(before, after).filter(({ name }) => name !== 'name')
  if ('publicView' in before && 'publicView' in after)
    return settingDifferences(settingFields(before), settingFields(after))
  return []
}

function teamNames({ before, after }: NamedEvent): string[] {
  return [before, after].flatMap((values) => (values && 'team' in values ? [values.name] : []))
}

/** A signed-in person who gave a wrong password wanted to change it. */
function wordsFor({ verb, actorId }: NamedEvent): string {
  return verb === 'refuse-sign-in' && actorId !== null ? 'gave a wrong current password' : verbLabels[verb]
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
