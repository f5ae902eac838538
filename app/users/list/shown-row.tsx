import type { ReactNode } from 'react'
import { statusLabels } from '#actions/user-rules.schema.ts'
import type { User } from '#db/tables.ts'
import { telLink } from '#db/users/phone.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { initialsOf } from '../person/initials.ts'
import { markText } from '../query/mark-text.ts'
import type { MarkedText } from '../query/marked.tsx'
import { telOf } from './tel-of.ts'

export type Column = 'jobTitle' | 'teams' | 'phone' | 'email' | 'updatedAt'

/** A row as the browser gets it, without what its columns do not show. */
export type ShownRow = {
  id: number
  name: MarkedText
  initials: string
  knownAs?: MarkedText
  badge?: string
  jobTitle?: MarkedText
  teams?: { id: number; name: MarkedText }[]
  moreTeams?: string[]
  /** `link` is absent where it is the usual one (`telOf`), and '' where the number cannot be dialled. */
  phone?: { text: MarkedText; link?: string }
  /** In two parts only where a search found some of it. */
  email?: string | { name: MarkedText; host: MarkedText }
  updatedAt?: ReactNode
}

const mostTeams = 2

/** @param words - of the search, to mark in the texts */
export function showRow(user: User, columns: readonly Column[], words: readonly string[]): ShownRow {
  const { id, name, knownAs, status } = user
  return {
    id,
    name: markText(name, words),
    initials: initialsOf(name),
    ...(knownAs && { knownAs: markText(knownAs, words) }),
    ...(status === 'inactive' && { badge: statusLabels.inactive }),
    ...Object.assign({}, ...columns.map((column) => cells[column](user, words))),
  }
}

type Cell = (user: User, words: readonly string[]) => Partial<ShownRow>

const cells: Record<Column, Cell> = {
  jobTitle: ({ jobTitle }, words) => (jobTitle ? { jobTitle: markText(jobTitle, words) } : {}),
  teams: ({ namedTeams }, words) => ({
    teams: namedTeams.slice(0, mostTeams).map(({ id, name }) => ({ id, name: markText(name, words) })),
    ...(namedTeams.length > mostTeams && { moreTeams: namedTeams.slice(mostTeams).map(({ name }) => name) }),
  }),
  phone: (user, words) => {
    const { typed, e164 } = firstPhone(user)
    const link = telLink(typed, e164)
    return typed ? { phone: { text: markText(typed, words), ...(link !== telOf(typed) && { link }) } } : {}
  },
  email: ({ email }, words) => {
    if (!email) return {}
    const at = email.lastIndexOf('@')
    const [name, host] = [markText(email.slice(0, at), words), markText(email.slice(at + 1), words)]
    return { email: typeof name === 'string' && typeof host === 'string' ? email : { name, host } }
  },
  updatedAt: ({ updatedAt }) => ({ updatedAt: <DateTime value={updatedAt} /> }),
}

function firstPhone({ phone, phoneE164, mobile, mobileE164 }: User) {
  return phone ? { typed: phone, e164: phoneE164 } : { typed: mobile, e164: mobileE164 }
}
