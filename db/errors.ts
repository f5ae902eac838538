import type { User } from './tables.ts'

/** Another user outside the trash has this e-mail, compared without case. */
export class EmailTaken extends Error {}

/** The user was saved by somebody else after the form was rendered. `current` is how it stands now. */
export class StaleVersion extends Error {
  readonly current: User

  constructor(current: User) {
    super(`user ${current.id} is at version ${current.version}`)
    this.current = current
  }
}

/** There is no such user, or it is in the trash. */
export class NotFound extends Error {}

/** The viewer may not do this. */
export class Forbidden extends Error {}

/** This form was saved before with other content; saving again would be a second change. */
export class AlreadySaved extends Error {}
