import { Differences } from '../ui/differences.tsx'
import { changedFields } from './changed-fields.ts'

type Props = { before: Record<string, unknown>; after: Record<string, unknown> }

/** The fields that differ between two states of a user, the old value and the new. */
export function Changes({ before, after }: Props) {
  const fields = changedFields(before, after)
  return fields.length > 0 ? <Differences of={fields} /> : <p>No field differs.</p>
}
