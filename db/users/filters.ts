import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Level } from '../policy.ts'
import type { SearchColumn, Status } from '../tables.ts'

/** Which users a list shows. */
export type Filters = {
  /** Words, of which each must be in some field that the level may see: any part of it, without accents and case. */
  q?: string | undefined
  /** The ids of teams, of which somebody must be in one. */
  team?: readonly number[] | undefined
  status?: Status | undefined
}

const searched = {
  public: 'publicText',
  directory: 'directoryText',
  contact: 'contactText',
  account: 'contactText',
} as const satisfies Record<Level, SearchColumn>

/** The conditions of filters as SQL. Words are looked for in what this level may see, and in nothing else. */
export function conditionsOf({ q = '', team = [], status }: Filters, level: Level): RawBuilder<boolean>[] {
  return [
    ...wordsOf(q).map((word) => holds(level, word)),
    ...(team.length > 0 ? [sql<boolean>`teams && ${team}::integer[]`] : []),
    ...(status ? [sql<boolean>`status = ${status}`] : []),
  ]
}

/** Whether a name starts with the first word that is looked for. */
export function startsWith({ q = '' }: Filters): RawBuilder<boolean> {
  const [first = ''] = wordsOf(q)
  return sql<boolean>`${sql.ref('nameKey')} like ${literal(first)} || '%'`
}

/** A word with marks between its digits may be a phone number as it is shown: what is searched holds its digits alone. */
function holds(level: Level, word: string): RawBuilder<boolean> {
  const text = sql.ref(searched[level])
  const asTyped = sql<boolean>`${text} like '%' || ${literal(word)} || '%'`
  const digits = /^[\d()+./-]+$/.test(word) ? word.replaceAll(/\D/g, '') : ''
  if (searched[level] !== 'contactText' || digits.length < 2 || digits === word) return asTyped
  return sql<boolean>`(${asTyped} or ${text} like '%' || ${literal(digits)} || '%')`
}

/** A word as a pattern that it alone fits. Folding comes first: it makes "%" of other signs for percent. */
function literal(word: string): RawBuilder<string> {
  return sql`regexp_replace(fold(${word}), '([\\\\%_])', '\\\\\\1', 'g')`
}

/** Filters as a short word, the same for the same filters, so that cursors and entity tags fit one list. */
export function filterKey(filters: Filters): string {
  const set = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')
  if (set.length === 0) return ''
  const text = JSON.stringify(set.sort(([one], [other]) => (one < other ? -1 : 1)))
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}

const mostWords = 20

/** The words that are looked for. What comes after so many is left out. */
function wordsOf(q: string): string[] {
  return [...new Set(q.split(/\s+/u).filter(Boolean))].slice(0, mostWords)
}
