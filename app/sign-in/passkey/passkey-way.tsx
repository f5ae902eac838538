import { randomUUID } from 'node:crypto'
import { canHavePasskeys } from '#actions/sign-in/passkeys.server.ts'
import { startPasskey } from '#actions/ways-in/passkeys.ts'
import { areTherePasskeys } from '#db/accounts/passkeys.ts'
import { database } from '#db/database.ts'
import { forForm } from '../../request/posted-form.ts'
import { ActionButton } from '../../ui/form/action-button.tsx'
import { WithPasskey } from './with-passkey.tsx'

/** Nothing while nobody has a passkey. */
export async function PasskeyWay({ next }: { next: string }) {
  if (!(await canHavePasskeys()) || !(await forForm(() => areTherePasskeys(database())))) return null
  return (
    <WithPasskey>
      <ActionButton action={startPasskey} values={{ next }} submission={randomUUID()}>
        Sign in with a passkey
      </ActionButton>
    </WithPasskey>
  )
}
