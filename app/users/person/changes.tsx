import { Differences } from '../../ui/form/differences.tsx'
import { changedFields } from './changed-fields.ts'
import type { TeamNames } from './field-differences.ts'

type Props = { before: Record<string, unknown>; after: Record<string, unknown>; teams: TeamNames }

/** The fields that differ between two states of a user, the old value and the new. */
export function Changes({ before, after, teams }: Props) {
  const fields = changedFields(before, after, teams)
  return fields.length > 0 ? <Differences of={fields} /> : <p>No field differs.</p>
}
