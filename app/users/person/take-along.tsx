import { currentViewer } from '#actions/request/viewer.server.ts'
import { userWords } from '#actions/user-words.schema.ts'
import { levelOf, visibleFields } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { currentSettings } from '../../request/current-settings.ts'
import { qrCard } from './qr-card.ts'
import { QrCode } from './qr-code.tsx'

const inCode = ['mobile', 'phone', 'email', 'jobTitle'] as const

/** A person for somebody's address book: a file, and a code for the camera of a phone. */
export async function TakeAlong({ user }: { user: User }) {
  const fields = visibleFields(levelOf(await currentViewer()))
  const shown = inCode.filter((name) => fields.includes(name) && user[name])
  const contact = Object.fromEntries(shown.map((name) => [name, user[name]]))
  const sortName = fields.includes('sortName') ? user.sortName : ''
  const { organisation } = await currentSettings()
  const text = qrCard({ name: user.name, sortName, ...contact }, organisation)
  const words = ['name', ...shown.map((name) => userWords[name].label.toLowerCase())]
  return (
    <div className="actions take-along">
      <a href={`/users/${user.id}/card`} download>
        Download contact
      </a>
      <details>
        <summary>QR code</summary>
        <QrCode text={text} label={`QR code of the contact ${user.name}`} />
        <p className="hint">
          Point the camera of a phone at it to save the contact ({words.join(', ')}). Download the contact for
          the same as a file.
        </p>
      </details>
    </div>
  )
}
