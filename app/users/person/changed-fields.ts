import { formFields } from '#actions/users.schema.ts'
import { fieldDifferences, type TeamNames } from './field-differences.ts'

type State = Parameters<typeof fieldDifferences>[1]

/** The fields that differ between two states of a user, as text to show. Not for the form itself, which knows its fields. */
export function changedFields(before: State, after: State, teams: TeamNames) {
  return fieldDifferences(formFields, before, after, teams)
}
