import type { User } from '../tables.ts'
import { type FieldName, fieldNames, fieldOf, userFields } from '../user-fields.ts'
import { kinds } from './kinds.ts'

/** What a form says about a user. */
export type UserValues = Pick<User, FieldName>

/** The most teams that somebody can be in, as the table has it. */
export const mostTeamsOfUser = userFields.teams.max

/** Somebody of whom nothing is known yet: active, and listed in the public view. */
export const blankUser = Object.fromEntries(
  fieldNames.map((name) => [name, kinds[fieldOf(name).kind].blank]),
) as UserValues

/** What a form would say about a user as they stand. */
export function valuesOf(user: User): UserValues {
  return Object.fromEntries(fieldNames.map((name) => [name, user[name]])) as UserValues
}
