import { listing } from './events.ts'
import type { Listing, User } from './tables.ts'

/** What a form says about a user. */
export type UserValues = Omit<Listing, 'phoneE164'>

/** The most teams that somebody can be in, as the table has it. */
export const mostTeamsOfUser = 50

/** Somebody of whom nothing is known yet: active, and listed in the public view. */
export const blankUser: UserValues = {
  name: '',
  knownAs: '',
  email: '',
  phone: '',
  jobTitle: '',
  location: '',
  about: '',
  links: [],
  status: 'active',
  listed: true,
  teams: [],
}

/** What a form would say about a user as they stand. */
export function valuesOf(user: User): UserValues {
  const { phoneE164: _, ...values } = listing(user)
  return values
}

/** Teams as a row has them: each once, ascending. */
export function inOrder(teams: readonly number[]): number[] {
  return [...new Set(teams)].sort((one, other) => one - other)
}
