import { randomUUID } from 'node:crypto'
import { endOtherSessions, endSession } from '#actions/sessions.ts'
import { type SignedIn, sessionsOf } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import { DateTime } from '../ui/date-time.tsx'
import { ActionButton } from '../ui/form/action-button.tsx'
import { browserName } from './browser-name.ts'

export async function OwnSessions({ viewer }: { viewer: SignedIn }) {
  const sessions = await sessionsOf(database(), viewer.id)
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Your sessions</h2>
      <ul className="sessions">
        {sessions.map(({ id, browser, createdAt, usedAt }) => (
          <li className="entry" key={id}>
            <span>
              <strong>{browserName(browser)}</strong>
              <span className="hint">
                Signed in <DateTime value={createdAt} />, last used <DateTime value={usedAt} />
              </span>
            </span>
            {id === viewer.session ? (
              <span className="badge">This session</span>
            ) : (
              <ActionButton
                action={endSession}
                of={browserName(browser)}
                values={{ session: id }}
                submission={randomUUID()}
              >
                End session
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <ActionButton action={endOtherSessions} submission={randomUUID()}>
          End all other sessions
        </ActionButton>
      )}
    </section>
  )
}
