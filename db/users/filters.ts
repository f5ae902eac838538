import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { idIn } from '../id-in.ts'
import type { Level } from '../policy.ts'
import type { Status } from '../tables.ts'
import { matchesOf, type Split, splitMatchesOf, startOfLocation } from './ranks.ts'

export type Filters = {
  /** Each word must be part of a field that the level may see, without accents and case. */
  q?: string | undefined
  team?: readonly number[] | undefined
  /** These people alone. */
  ids?: readonly number[] | undefined
  /** Nobody of this team. */
  notTeam?: number | undefined
  /** Exact values. */
  location?: readonly string[] | undefined
  status?: Status | undefined
}

/** The conditions of `conditionsOf`, those of words and of one location in two parts where that is possible. */
export function splitConditionsOf(
  { q = '', location = [], ...others }: Filters,
  level: Level,
): (Split | RawBuilder<boolean>)[] {
  const [only] = location
  const start = location.length === 1 && only !== undefined ? startOfLocation(only, level) : undefined
  return [
    ...splitMatchesOf(q, level),
    ...(start ? [{ exact: isAt(location), start, rest: sql<boolean>`location || '' = ${only}` }] : []),
    ...conditionsOf({ ...others, location: start ? [] : location }, level),
  ]
}

/** Searches only the text that this level may see. */
export function conditionsOf(
  { q = '', ids, team = [], notTeam, location = [], status }: Filters,
  level: Level,
): RawBuilder<boolean>[] {
  return [
    ...matchesOf(q, level),
    ...(ids ? [idIn(ids)] : []),
    ...(team.length > 0 ? [sql<boolean>`teams && ${team}::integer[]`] : []),
    ...(notTeam ? [sql<boolean>`not (teams @> array[${notTeam}::integer])`] : []),
    ...(location.length > 0 ? [isAt(location)] : []),
    ...(status ? [sql<boolean>`status = ${status}`] : []),
  ]
}

/** One location is compared by itself, so that the index gives its people in order. */
function isAt(locations: readonly string[]): RawBuilder<boolean> {
  const [only] = locations
  const same = locations.length === 1 ? sql`= ${only}` : sql`= any(${locations}::text[])`
  return sql<boolean>`(location <> '' and location collate "C" ${same})`
}

/** A short digest, the same for the same filters, so that cursors and entity tags are valid for one list only. */
export function filterKey(filters: Filters): string {
  const set = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')
  if (set.length === 0) return ''
  const text = JSON.stringify(set.sort(([one], [other]) => (one < other ? -1 : 1)))
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}
