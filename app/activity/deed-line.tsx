import { isDeepStrictEqual } from 'node:util'
import { accountEventOf, type ShownDeed } from '#db/audit/timeline.ts'
import { networkInWords } from '#db/network.ts'
import type { VisibleField } from '#db/policy.ts'
import { AccountEvent } from '../accounts/account-event.tsx'
import { DateTime } from '../ui/date-time.tsx'
import { Link } from '../ui/link.tsx'
import { Changes } from '../users/person/changes.tsx'
import { originInWords } from '../users/person/origin.ts'
import { sentenceOf, type TeamNames, textOf } from './words.ts'

type Props = { deed: ShownDeed; teams: TeamNames; fields: readonly VisibleField[] }

/** A line of the timeline. The changed values are below it, or on a page of their own for several people. */
export function DeedLine({ deed, ...known }: Props) {
  if (deed.area !== 'people') return <AccountEvent event={accountEventOf(deed)} />
  const sentence = sentenceOf(deed, known)
  const { before, after, people, verb, revision } = deed
  const mayUndo = (people > 1 || deed.isLatest) && verb !== 'erase'
  return (
    <li className="entry">
      <p>
        {deed.actor} {sentence.does} <Whom deed={deed} words={sentence.whom} />
        {sentence.rest} <When deed={deed} />
        {mayUndo && (
          <>
            {' · '}
            <Link href={`/users/undo/${revision}`}>
              Undo<span className="visually-hidden">: {textOf(sentence)}</span>
            </Link>
          </>
        )}
      </p>
      {people === 1 && before && after && !isDeepStrictEqual(before, after) && (
        <details>
          <summary>
            Changes<span className="visually-hidden">: {textOf(sentence)}</span>
          </summary>
          <Changes before={before} after={after} />
        </details>
      )}
    </li>
  )
}

export function When({ deed: { at, origin, fileName, verb, network } }: { deed: ShownDeed }) {
  // The sentence about an import says it already.
  const how = verb === 'import' || verb === 'undo' ? '' : originInWords(origin, fileName)
  return (
    <span className="hint">
      <DateTime value={at} />
      {how && ` · ${how}`}
      {network && ` · from ${networkInWords(network)}`}
    </span>
  )
}

type WhomProps = { deed: ShownDeed; words: string }

function Whom({ deed: { people, userId, name, isTrashed, revision }, words }: WhomProps) {
  if (people > 1) return <Link href={`/activity/${revision}`}>{words}</Link>
  if (name === null) return words
  return <Link href={`/users/${userId}${isTrashed ? '/history' : ''}`}>{words}</Link>
}
