import type { UserFields } from '#actions/users.schema.ts'
import { labels, statusLabels } from './labels.ts'

type Fields = Partial<Record<keyof UserFields, unknown>>

/** What each team is called, by id. */
export type TeamNames = Record<number, string>

/** The fields that differ between two states of a user, each with both sides as text to show. */
export function changedFields(before: Fields, after: Fields, teams: TeamNames) {
  const names = Object.keys(labels) as (keyof UserFields)[]
  return names
    .filter((name) => name in before && name in after && !isSame(before[name], after[name]))
    .map((name) => ({
      name,
      label: labels[name],
      before: show(name, before[name], teams),
      after: show(name, after[name], teams),
    }))
}

/** Whether two values of a field say the same. Their keys may come in another order from the database. */
function isSame(one: unknown, other: unknown): boolean {
  return toText(one) === toText(other)
}

/** A value of a field as text; '' when not set. */
function show(name: keyof UserFields, value: unknown, teams: TeamNames): string {
  if (name === 'teams' && Array.isArray(value))
    return value.map((id) => teams[id] ?? 'a team that was deleted').join('\n')
  return name === 'status' && (value === 'active' || value === 'inactive')
    ? statusLabels[value]
    : toText(value)
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join('\n')
  if (isLink(value)) return value.label ? `${value.label}: ${value.url}` : value.url
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return String(value ?? '')
}

function isLink(value: unknown): value is { label?: string; url: string } {
  return typeof value === 'object' && value !== null && 'url' in value
}
