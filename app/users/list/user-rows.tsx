'use client'

import type { ReactNode } from 'react'
import { useSoftLinks } from '../../ui/soft-links.tsx'
import { Avatar } from '../person/avatar.tsx'
import { EmailLink, MarkedEmailLink } from '../person/email-link.tsx'
import { Marked, type MarkedText, plainText } from '../query/marked.tsx'
import type { Column, ShownRow } from './shown-row.tsx'
import { telOf } from './tel-of.ts'

type Props = {
  rows: readonly ShownRow[]
  columns: readonly Column[]
  selected: readonly number[]
  /** The id of the form of the tick boxes; without it there are none. */
  form?: string | undefined
}

/**
 * One line for each person on a wide screen. On a telephone a name with a line below it, and buttons to call and to
 * write. It is a client component because a page holds the values of its rows twice, and their elements only once.
 */
export function UserRows({ rows, columns, selected, form }: Props) {
  const { within, bar } = useSoftLinks<HTMLTableSectionElement>()
  return (
    <tbody ref={within}>
      {rows.map((row) => (
        <tr key={row.id}>
          {form && (
            <td>
              <label>
                <input
                  type="checkbox"
                  name="id"
                  value={row.id}
                  defaultChecked={selected.includes(row.id)}
                  form={form}
                  aria-label={`Select ${plainText(row.name)}`}
                />
              </label>
            </td>
          )}
          <th scope="row">
            <Avatar id={row.id} initials={row.initials} />
            <span className="who">
              <a href={`/users/${row.id}`} title={titleOf(row)}>
                <Marked text={row.name} />
              </a>
              {row.knownAs && (
                <span className="known-as">
                  (<Marked text={row.knownAs} />)
                </span>
              )}
              {row.badge && <span className="badge">{row.badge}</span>}
            </span>
            <span className="summary">{summaryOf(row)}</span>
          </th>
          {columns.map((column) => (
            <td key={column} className={column}>
              {cells[column](row)}
            </td>
          ))}
        </tr>
      ))}
      {bar}
    </tbody>
  )
}

/** On a telephone: "Nurse · Health · Library". */
function summaryOf({ jobTitle = '', teams = [], moreTeams = [] }: ShownRow): string {
  const names = [jobTitle, ...teams.map(({ name }) => name)].map(plainText)
  return [...names, ...moreTeams].filter(Boolean).join(' · ')
}

const cells: Record<Column, (row: ShownRow) => ReactNode> = {
  jobTitle: ({ jobTitle }) => jobTitle && <Marked text={jobTitle} />,
  teams: ({ teams = [], moreTeams = [] }) => teams.length > 0 && <Teams teams={teams} more={moreTeams} />,
  phone: ({ phone }) => phone && <Phone {...phone} />,
  email: ({ email }) =>
    email && (typeof email === 'string' ? <EmailLink address={email} /> : <MarkedEmailLink {...email} />),
  updatedAt: ({ updatedAt }) => updatedAt,
}

function Teams({ teams, more }: { teams: NonNullable<ShownRow['teams']>; more: readonly string[] }) {
  return (
    <span className="team-names">
      {teams.map(({ id, name }) => (
        <a key={id} href={`/teams/${id}`} title={ifCut(14, name)}>
          <Marked text={name} />
        </a>
      ))}
      {more.length > 0 && (
        <span title={more.join(', ')}>
          +{more.length}
          <span className="visually-hidden"> more: {more.join(', ')}</span>
        </span>
      )}
    </span>
  )
}

function Phone({ text, link = telOf(plainText(text)) }: NonNullable<ShownRow['phone']>) {
  if (!link) return <span title={ifCut(18, text)}>{plainText(text)}</span>
  return (
    <a href={link} title={ifCut(18, text)}>
      <Marked text={text} />
    </a>
  )
}

/** The link of the name covers the row, so its title has the job title, too. */
function titleOf({ name, jobTitle = '' }: ShownRow): string | undefined {
  return ifCut(16, name) || ifCut(20, jobTitle)
    ? [name, jobTitle].map(plainText).filter(Boolean).join(', ')
    : undefined
}

/** The whole text, where the narrowest column may cut it. @param fits - characters that it shows */
function ifCut(fits: number, text: MarkedText): string | undefined {
  const whole = plainText(text)
  return whole.length > fits ? whole : undefined
}
