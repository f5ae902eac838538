import type { SignedIn } from '#db/accounts/sessions.ts'
import { history } from '#db/audit/events.ts'
import { database } from '#db/database.ts'
import { may } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { DateTime } from '../../ui/date-time.tsx'

/** For people who may see the history, with the name of its actor. */
export async function LastChange({ user, viewer }: { user: User; viewer: SignedIn }) {
  const [event] = may(viewer, 'edit') ? await history(database(), user.id, 1) : []
  return (
    <p className="hint">
      Last change <DateTime value={user.updatedAt} />
      {event && ` by ${event.actor}`}
    </p>
  )
}
