import type { UserFields } from '#actions/users.schema.ts'
import { labels, statusLabels } from './labels.ts'

type Fields = Partial<Record<keyof UserFields, unknown>>

/** The fields that differ between two states of a user, each with both sides as text to show. */
export function changedFields(before: Fields, after: Fields) {
  const names = Object.keys(labels) as (keyof UserFields)[]
  return names
    .filter((name) => name in before && !isSame(before[name], after[name]))
    .map((name) => ({
      name,
      label: labels[name],
      before: show(name, before[name]),
      after: show(name, after[name]),
    }))
}

/** Whether two values of a field say the same. Their keys may come in another order from the database. */
function isSame(one: unknown, other: unknown): boolean {
  return toText(one) === toText(other)
}

/** A value of a field as text; '' when not set. */
function show(name: keyof UserFields, value: unknown): string {
  return name === 'status' && (value === 'active' || value === 'inactive')
    ? statusLabels[value]
    : toText(value)
}

function toText(value: unknown): string {
  if (Array.isArray(value))
    return value.map(({ label, url }) => (label ? `${label}: ${url}` : url)).join('\n')
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return String(value ?? '')
}
