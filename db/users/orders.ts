import { type Order, parseOrder, type SortKey } from '../paging.ts'
import { type Level, type VisibleField, visibleFields } from '../policy.ts'

/** An order reveals the values that it sorts by. */
export function mayOrder(order: Exclude<Order, 'match'>, level: Level): boolean {
  return visibleFields(level).includes(revealedBy(parseOrder(order).by))
}

function revealedBy(key: SortKey): VisibleField {
  return key === 'surname' ? 'sortName' : key
}

/** `unindexed` is the column as an expression that no index has; `text` is its form in a cursor. */
export const keys: Record<SortKey, { column: string; unindexed: string; type: string; text: string }> = {
  id: { column: 'id', unindexed: 'id + 0', type: 'integer', text: 'null::text' },
  name: { column: 'name_key', unindexed: "name_key || ''", type: 'text', text: 'name_key' },
  surname: { column: 'surname_key', unindexed: "surname_key || ''", type: 'text', text: 'surname_key' },
  jobTitle: {
    column: 'job_title_key',
    unindexed: "job_title_key || ''",
    type: 'text',
    text: 'job_title_key',
  },
  updatedAt: {
    column: 'updated_at',
    unindexed: "updated_at + interval '0'",
    type: 'timestamptz',
    text: rfc3339('updated_at'),
  },
}

/** In UTC, to the millisecond. */
export function rfc3339(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
