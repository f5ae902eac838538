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
  /** The user can get this version back. */
  mayRevert: boolean
  /** The change is the last one, so that it can be undone, with all that was changed together with it. */
  mayUndo: boolean
}

/** One change of a user: who, when, and each field's old and new value. */
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
