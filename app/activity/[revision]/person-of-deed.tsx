import { isDeepStrictEqual } from 'node:util'
import type { eventsOfDeed } from '#db/audit/timeline.ts'
import { Link } from '../../ui/link.tsx'
import { Changes } from '../../users/person/changes.tsx'
import { deedLabels } from '../labels.ts'

type Props = { event: Awaited<ReturnType<typeof eventsOfDeed>>[number] }

export function PersonOfDeed({ event }: Props) {
  const { name, userId, verb, before, after, isLatest, revision } = event
  return (
    <li className="entry">
      <h2>
        {name === null ? 'A person who was erased' : <Link href={`/users/${userId}/history`}>{name}</Link>}
      </h2>
      <p className="hint">{deedLabels[verb]}</p>
      {before && after && !isDeepStrictEqual(before, after) && <Changes before={before} after={after} />}
      {isLatest && (
        <p className="actions">
          <Link href={`/users/undo/${revision}/${userId}`}>
            Undo<span className="visually-hidden"> for {name}</span>
          </Link>
        </p>
      )}
    </li>
  )
}
