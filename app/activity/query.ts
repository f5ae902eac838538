import { forbidden } from '#actions/fields.schema.ts'
import { parseId } from '#db/ids.ts'
import type { Deed } from '#db/tables.ts'
import { longestSearch } from '#db/users/limits.ts'
import type { Parameters } from '../users/query/list-query.ts'
import { deedLabels, deedsOfEditors } from './labels.ts'

/** Days are such as "2026-11-28". */
export type ActivityQuery = {
  person: string
  actor: number | 'machine' | undefined
  deed: Deed['verb'] | undefined
  from: string | undefined
  to: string | undefined
}

/** Ignores what it does not understand, so that no link ever fails. */
export function parseActivityQuery(parameters: Parameters, withAccounts: boolean): ActivityQuery {
  const { person, actor, deed, from, to } = parameters
  return {
    person: wordsOf(person),
    actor: actor === 'machine' ? actor : parseId(String(actor)),
    deed: deedsFor(withAccounts).find((each) => each === deed),
    from: dayIn(from),
    to: dayIn(to),
  }
}

export function deedsFor(withAccounts: boolean): readonly Deed['verb'][] {
  return withAccounts ? (Object.keys(deedLabels) as Deed['verb'][]) : deedsOfEditors
}

export function parametersOf(query: ActivityQuery): URLSearchParams {
  const set = Object.entries(query).filter(([, value]) => value)
  return new URLSearchParams(set.map(([name, value]) => [name, String(value)]))
}

function wordsOf(text: Parameters[string]): string {
  if (typeof text !== 'string') return ''
  return text.slice(0, longestSearch).replaceAll(new RegExp(forbidden, 'gu'), ' ').trim()
}

function dayIn(text: Parameters[string]): string | undefined {
  if (typeof text !== 'string' || !/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return undefined
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined
}
