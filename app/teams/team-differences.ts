import type { TeamFields } from '#actions/teams.schema.ts'
import type { Difference } from '../ui/form/differences.tsx'
import { labels } from './labels.ts'

type Fields = Partial<Record<keyof TeamFields, unknown>>

/** The fields that differ between two states of a team, each with both sides as text to show. */
export function teamDifferences(before: Fields, after: Fields): Difference[] {
  if (before.name === after.name) return []
  return [{ name: 'name', label: labels.name, before: String(before.name), after: String(after.name) }]
}
