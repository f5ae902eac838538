import type { AccountFields } from '#actions/accounts.schema.ts'
import type { Difference } from '../ui/form/differences.tsx'
import { labels, roleLabels } from './labels.ts'

type Fields = Partial<Record<keyof typeof labels, unknown>>

/** The fields that differ between two states of an account, each with both sides as text to show. */
export function accountDifferences(before: Fields, after: Fields): Difference[] {
  const names = Object.keys(labels) as (keyof typeof labels)[]
  return names
    .filter((name) => name in before && before[name] !== after[name])
    .map((name) => ({
      name,
      label: labels[name],
      before: show(name, before[name]),
      after: show(name, after[name]),
    }))
}

function show(name: keyof Fields, value: unknown): string {
  if (name === 'role') return roleLabels[value as AccountFields['role']]
  if (name === 'userId' && value) return `person ${value}`
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return String(value ?? '')
}
