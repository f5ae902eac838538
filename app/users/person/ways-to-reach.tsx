import { userWords } from '#actions/user-words.schema.ts'
import type { VisibleField } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { type FieldsOf, fieldNames, fieldOf } from '#db/user-fields.ts'
import { telLink } from '#db/users/phone.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EmailLink } from './email-link.tsx'

type Props = { user: User; fields: readonly VisibleField[] }

const phoneFields = fieldNames.filter((name) => fieldOf(name).kind === 'phone') as FieldsOf<'phone'>[]

/** Phones and email, large, because most people come for these. */
export function WaysToReach({ user, fields }: Props) {
  const phones = phoneFields.filter((name) => fields.includes(name) && user[name])
  const email = fields.includes('email') ? user.email : ''
  if (phones.length === 0 && !email) return null
  return (
    <dl className="reach">
      {phones.map((name) => (
        <div key={name}>
          <dt>{userWords[name].label}</dt>
          <dd>
            <Phone typed={user[name]} e164={user[`${name}E164`]} />
            <CopyButton text={user[name]} of={userWords[name].label.toLowerCase()} />
          </dd>
        </div>
      ))}
      {email && (
        <div>
          <dt>{userWords.email.label}</dt>
          <dd>
            <EmailLink address={email} />
            <CopyButton text={email} of="email" />
          </dd>
        </div>
      )}
    </dl>
  )
}

function Phone({ typed, e164 }: { typed: string; e164: string }) {
  const link = telLink(typed, e164)
  return link ? <a href={link}>{typed}</a> : typed
}
