import { isDeepStrictEqual } from 'node:util'
import type { HistoryEvent } from '#db/audit/events.ts'
import type { Verb } from '#db/tables.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { Link } from '../../ui/link.tsx'
import { inDigits } from '../count.ts'
import { Changes } from './changes.tsx'
import { originInWords } from './origin.ts'

const said: Record<Verb, string> = {
  create: 'added this person',
  update: 'changed this person',
  trash: 'moved this person to the trash',
  restore: 'restored this person from the trash',
  revert: 'restored an earlier version',
  erase: 'erased this person',
}

type Props = {
  event: HistoryEvent
  /** The user can be returned to this version. */
  mayRevert: boolean
  /** This is the last change, so it can be undone. */
  mayUndo: boolean
}

export function HistoryEntry({ event, mayRevert, mayUndo }: Props) {
  const { verb, actor, at, version, before, after, userId, revision, origin, fileName, people } = event
  const how = originInWords(origin, fileName)
  return (
    <li className="entry">
      <h2>Version {version}</h2>
      <p>
        {actor} {said[verb]}
        {how && ` ${how}`}, <DateTime value={at} />
      </p>
      {verb !== 'trash' && before && after && !isDeepStrictEqual(before, after) && (
        <Changes before={before} after={after} />
      )}
      {(mayUndo || people > 1) && (
        <p className="actions">
          {mayUndo && <Link href={`/users/undo/${revision}/${userId}`}>Undo this change</Link>}
          {people > 1 && (
            <>
              <Link href={`/users/undo/${revision}`}>Undo all {inDigits(people)}</Link>
              <Link href={`/activity/${revision}`}>Everybody in this change</Link>
            </>
          )}
        </p>
      )}
      {mayRevert && (
        <p className="actions">
          <Link href={`/users/${userId}/history/${version}`}>Restore version {version}</Link>
        </p>
      )}
    </li>
  )
}
