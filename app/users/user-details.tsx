import type { ReactNode } from 'react'
import type { User } from '#db/tables.ts'
import { EmailLink } from './email-link.tsx'
import { labels, statusLabels } from './labels.ts'

/** What the directory holds about a user, leaving out what is not set. */
export function UserDetails({ user }: { user: User }) {
  return (
    <dl className="details">
      <Detail label={labels.knownAs}>{user.knownAs}</Detail>
      <Detail label={labels.email}>
        <EmailLink address={user.email} />
      </Detail>
      <Detail label={labels.phone}>
        {user.phoneE164 ? <a href={`tel:${user.phoneE164}`}>{user.phone}</a> : user.phone}
      </Detail>
      <Detail label={labels.location}>{user.location}</Detail>
      <Detail label={labels.about}>{user.about && <span className="paragraphs">{user.about}</span>}</Detail>
      <Detail label={labels.links}>
        {user.links.length > 0 && (
          <ul className="links">
            {user.links.map(({ label, url }) => (
              <li key={`${label} ${url}`}>
                <a href={url} rel="nofollow noopener">
                  {label || url}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Detail>
      <Detail label={labels.status}>{statusLabels[user.status]}</Detail>
      <Detail label={labels.listed}>{user.listed ? 'Yes' : 'No'}</Detail>
    </dl>
  )
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
