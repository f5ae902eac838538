import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Level } from '../policy.ts'
import type { SearchColumn, Status } from '../tables.ts'

export type Filters = {
  /** Each word must be part of a field that the level may see, without accents and case. */
  q?: string | undefined
  team?: readonly number[] | undefined
  status?: Status | undefined
}

const searched = {
  public: 'publicText',
  directory: 'directoryText',
  contact: 'contactText',
  account: 'contactText',
} as const satisfies Record<Level, SearchColumn>

/** Searches only the text that this level may see. */
export function conditionsOf({ q = '', team = [], status }: Filters, level: Level): RawBuilder<boolean>[] {
  return [
    ...wordsOf(q).map((word) => contains(level, word)),
    ...(team.length > 0 ? [sql<boolean>`teams && ${team}::integer[]`] : []),
    ...(status ? [sql<boolean>`status = ${status}`] : []),
  ]
}

export function startsWith({ q = '' }: Filters): RawBuilder<boolean> {
  const [first = ''] = wordsOf(q)
  return sql<boolean>`${sql.ref('nameKey')} like ${literal(first)} || '%'`
}

/** Digits with marks between them may be a phone number as shown; the searched text has only its digits. */
function contains(level: Level, word: string): RawBuilder<boolean> {
  const text = sql.ref(searched[level])
  const asTyped = sql<boolean>`${text} like '%' || ${literal(word)} || '%'`
  const digits = /^[\d()+./-]+$/.test(word) ? word.replaceAll(/\D/g, '') : ''
  if (searched[level] !== 'contactText' || digits.length < 2 || digits === word) return asTyped
  return sql<boolean>`(${asTyped} or ${text} like '%' || ${literal(digits)} || '%')`
}

/** Escapes a word for LIKE. Folding comes first, because it turns other percent signs into "%". */
function literal(word: string): RawBuilder<string> {
  return sql`regexp_replace(fold(${word}), '([\\\\%_])', '\\\\\\1', 'g')`
}

/** A short digest, the same for the same filters, so that cursors and entity tags are valid for one list only. */
export function filterKey(filters: Filters): string {
  const set = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')
  if (set.length === 0) return ''
  const text = JSON.stringify(set.sort(([one], [other]) => (one < other ? -1 : 1)))
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}

const mostWords = 20

/** Ignores the words after the first 20. */
function wordsOf(q: string): string[] {
  return [...new Set(q.split(/\s+/u).filter(Boolean))].slice(0, mostWords)
}
