import type { ReactNode } from 'react'
import { statusLabels } from '#actions/user-rules.schema.ts'
import { userWords } from '#actions/user-words.schema.ts'
import type { VisibleField } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { type FieldsOf, fieldNames, fieldOf, type Kind } from '#db/user-fields.ts'
import { telLink } from '#db/users/phone.ts'
import { EmailLink } from './email-link.tsx'
import { Links } from './links.tsx'
import { TeamLinks } from './team-links.tsx'

type Props = {
  user: User
  fields: readonly VisibleField[]
}

/** Leaves out fields that are not set or that the viewer may not see. */
export function UserDetails({ user, fields }: Props) {
  const shown = fieldNames.filter((name) => fields.includes(name))
  return (
    <dl className="details">
      {shown.map((name) => (
        <Detail key={name} label={userWords[name].label}>
          {details[fieldOf(name).kind](user, name as never)}
        </Detail>
      ))}
    </dl>
  )
}

const details: { [K in Kind]: (user: User, name: FieldsOf<K>) => ReactNode } = {
  line: (user, name) => user[name],
  paragraphs: (user, name) => user[name] && <span className="paragraphs">{user[name]}</span>,
  email: (user, name) => user[name] && <EmailLink address={user[name]} />,
  phone: (user, name) => {
    const link = telLink(user[name], user[`${name}E164`])
    return link ? <a href={link}>{user[name]}</a> : user[name]
  },
  teams: (user, name) => user[name].length > 0 && <TeamLinks {...user} />,
  links: (user, name) => user[name].length > 0 && <Links links={user[name]} />,
  status: (user, name) => statusLabels[user[name]],
  listed: (user, name) => (user[name] ? 'Yes' : 'No'),
}

function Detail({ label, children }: { label: string; children: ReactNode }) {
  return (
    children && (
      <div>
        <dt>{label}</dt>
        <dd>{children}</dd>
      </div>
    )
  )
}
