import type { ReactNode } from 'react'
import type { VisibleField } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { EmailLink } from './email-link.tsx'
import { labels, statusLabels } from './labels.ts'
import { Links } from './links.tsx'
import { TeamLinks } from './team-links.tsx'

type Props = {
  user: User
  /** What the viewer may see. */
  fields: readonly VisibleField[]
}

/** What the directory holds about a user, leaving out what is not set and what the viewer may not see. */
export function UserDetails({ user, fields }: Props) {
  const detail = (field: VisibleField & keyof typeof labels, shown: ReactNode = user[field]?.toString()) =>
    fields.includes(field) && shown && <Detail label={labels[field]}>{shown}</Detail>
  return (
    <dl className="details">
      {detail('knownAs')}
      {detail('email', <EmailLink address={user.email} />)}
      {detail('phone', user.phoneE164 ? <a href={`tel:${user.phoneE164}`}>{user.phone}</a> : user.phone)}
      {detail('teams', user.teams.length > 0 && <TeamLinks {...user} />)}
      {detail('location')}
      {detail('about', user.about && <span className="paragraphs">{user.about}</span>)}
      {detail('links', user.links.length > 0 && <Links links={user.links} />)}
      {detail('status', statusLabels[user.status])}
      {fields.includes('listed') && <Detail label={labels.listed}>{user.listed ? 'Yes' : 'No'}</Detail>}
    </dl>
  )
}

function Detail({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
