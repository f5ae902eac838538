import type { User } from '../tables.ts'
import { type FieldName, fieldNames, fieldOf, userFields } from '../user-fields.ts'
import { kinds } from './kinds.ts'

export type UserValues = Pick<User, FieldName>

/** Same limit as the constraint of the table. */
export const mostTeamsOfUser = userFields.teams.max

/** The values of an empty form: active, and listed in the public view. */
export const blankUser = Object.fromEntries(
  fieldNames.map((name) => [name, kinds[fieldOf(name).kind].blank]),
) as UserValues

export function valuesOf(user: User): UserValues {
  return Object.fromEntries(fieldNames.map((name) => [name, user[name]])) as UserValues
}
