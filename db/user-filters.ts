import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Level } from './policy.ts'
import type { Status } from './tables.ts'

/** Which users a list shows. */
export type Filters = {
  /** Words, of which each must be in some field that the level may see: any part of it, without accents and case. */
  q?: string | undefined
  status?: Status | undefined
}

const searchText: Record<Level, string> = {
  public: 'search_public(name, known_as, job_title)',
  directory: 'search_directory(name, known_as, job_title, location)',
  contact: 'search_contact(name, known_as, job_title, location, email, phone, phone_e164)',
}

/** The conditions of filters as SQL. Words are looked for in what this level may see, and in nothing else. */
export function conditionsOf({ q = '', status }: Filters, level: Level): RawBuilder<boolean>[] {
  const text = sql.raw(searchText[level])
  const words = wordsOf(q).map((word) => sql<boolean>`${text} like '%' || fold(${literal(word)}) || '%'`)
  return status ? [...words, sql<boolean>`status = ${status}`] : words
}

/** Filters as a short word, the same for the same filters, so that cursors and entity tags fit one list. */
export function filterKey(filters: Filters): string {
  const set = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')
  if (set.length === 0) return ''
  const text = JSON.stringify(set.sort(([one], [other]) => (one < other ? -1 : 1)))
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}

function wordsOf(q: string): string[] {
  return [...new Set(q.split(/\s+/u).filter(Boolean))]
}

/** "%", "_" and "\" stand for themselves. */
function literal(word: string): string {
  return word.replaceAll(/[\\%_]/g, '\\$&')
}
