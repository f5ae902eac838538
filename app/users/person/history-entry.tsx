import type { UserEvent, Verb } from '#db/tables.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { Link } from '../../ui/link.tsx'
import { Changes } from './changes.tsx'

const said: Record<Verb, string> = {
  create: 'added this person',
  update: 'changed this person',
  trash: 'moved this person to the trash',
  restore: 'restored this person from the trash',
  revert: 'restored an earlier version',
  erase: 'erased this person',
}

type Props = {
  event: UserEvent
  /** The user can be returned to this version. */
  mayRevert: boolean
  /** This is the last change, so it can be undone, with everything that was changed together with it. */
  mayUndo: boolean
}

export function HistoryEntry({ event, mayRevert, mayUndo }: Props) {
  const { verb, actor, at, version, before, after, userId, revision } = event
  return (
    <li className="entry">
      <h2>Version {version}</h2>
      <p>
        {actor} {said[verb]}, <DateTime value={at} /> UTC
      </p>
      {(verb === 'update' || verb === 'revert') && before && after && (
        <Changes before={before} after={after} />
      )}
      {mayUndo && (
        <p className="actions">
          <Link href={`/users/undo/${revision}`}>Undo this change</Link>
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
