import pg from 'pg'
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

/** There is no such user where it was looked for: outside the trash, inside it, or in the history. */
export class NotFound extends Error {}

/** The viewer may not do this. */
export class Forbidden extends Error {}

/** The name typed to confirm is not the user's. */
export class NotConfirmed extends Error {}

/** This form was saved before with other content; saving again would be a second change. */
export class AlreadySaved extends Error {}

// Connection exceptions, a server starting, stopping, full, locked or out of time
// (https://www.postgresql.org/docs/current/errcodes-appendix.html), and what Node says of the socket.
const away =
  /^(08...|57P0[123]|53300|55000|55P03|57014|3D000|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND|ENOENT)$/
const awayInWords =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection/

/** Whether an error means that the database does not answer, rather than that it refused something. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = error instanceof pg.DatabaseError || 'code' in error ? String(error.code) : ''
  return away.test(code) || awayInWords.test(error.message)
}
