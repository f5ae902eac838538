import { randomUUID } from 'node:crypto'
import { canHavePasskeys } from '#actions/sign-in/passkeys.server.ts'
import { beginPasskey, removePasskey } from '#actions/ways-in/passkeys.ts'
import { passkeysOf } from '#db/accounts/passkeys.ts'
import { database } from '#db/database.ts'
import { requirePermission } from '../../request/permission.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { ActionButton } from '../../ui/form/action-button.tsx'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { browserName } from '../browser-name.ts'

export default guarded(async () => {
  const viewer = await requirePermission('own')
  const passkeys = await passkeysOf(database(), viewer.id)
  return (
    <Main title="Passkeys">
      <h1>Passkeys</h1>
      <p>
        A passkey signs you in with the fingerprint, face or PIN that unlocks your device, in place of
        password and code. Your password stays.
      </p>
      <ul className="sessions">
        {passkeys.map(({ id, browser, createdAt, usedAt }) => (
          <li className="entry" key={id}>
            <span>
              <strong>{browserName(browser)}</strong>
              <span className="hint">
                Added <DateTime value={createdAt} />, {usedAt ? 'last used ' : 'not used yet'}
                {usedAt && <DateTime value={usedAt} />}
              </span>
            </span>
            <ActionButton
              action={removePasskey}
              of={browserName(browser)}
              values={{ passkey: id }}
              submission={randomUUID()}
            >
              Remove
            </ActionButton>
          </li>
        ))}
      </ul>
      {(await canHavePasskeys()) ? (
        <div className="actions">
          <ActionButton action={beginPasskey} submission={randomUUID()}>
            Add a passkey
          </ActionButton>
          <Link href="/profile">Back to your profile</Link>
        </div>
      ) : (
        <p>Passkeys need a site with a name. This one was opened by its number.</p>
      )}
    </Main>
  )
})
