import { type FormField, statusLabels } from '#actions/user-rules.schema.ts'
import type { FieldName, Kind } from '#db/user-fields.ts'
import type { Difference } from '../../ui/form/differences.tsx'

/** What each team is called, by id. */
export type TeamNames = Record<number, string>

type State = Partial<Record<FieldName, unknown>>

/**
 * The fields that differ between two states of a user, each with both sides as text to show. A field that one of them does not
 * have does not differ.
 */
export function fieldDifferences(
  fields: readonly FormField[],
  before: State,
  after: State,
  teams: TeamNames,
): (Difference & { name: FieldName })[] {
  return fields
    .filter(({ name }) => name in before && name in after && toText(before[name]) !== toText(after[name]))
    .map(({ name, kind, label }) => ({
      name,
      label,
      before: texts[kind](before[name], teams),
      after: texts[kind](after[name], teams),
    }))
}

const texts: Record<Kind, (value: unknown, teams: TeamNames) => string> = {
  line: toText,
  paragraphs: toText,
  email: toText,
  phone: toText,
  teams: (ids, teams) =>
    Array.isArray(ids) ? ids.map((id) => teams[id] ?? 'a team that was deleted').join('\n') : '',
  links: toText,
  status: (value) => statusLabels[value as keyof typeof statusLabels] ?? '',
  listed: toText,
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join('\n')
  if (isLink(value)) return value.label ? `${value.label}: ${value.url}` : value.url
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return String(value ?? '')
}

// The keys of a link may come in another order from the database.
function isLink(value: unknown): value is { label?: string; url: string } {
  return typeof value === 'object' && value !== null && 'url' in value
}
