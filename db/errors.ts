import pg from 'pg'
import type { UniqueField } from './user-fields.ts'

/** What the forms are about. */
type Noun = 'user' | 'account' | 'token' | 'settings' | 'team' | 'import'

/** The domain refuses to do something: everything of the union `DomainError`, and nothing else. */
abstract class Refusal extends Error {
  abstract readonly kind: string
}

/** Another user outside the trash, or another account, has this value of a field that nobody shares. */
export class ValueTaken extends Refusal {
  readonly kind = 'value-taken'
  readonly field: UniqueField
  readonly noun: Noun

  constructor(field: UniqueField, noun: Noun = 'user') {
    super(`another ${noun} has this ${field}`)
    this.field = field
    this.noun = noun
  }
}

/** What is changed in forms that carry its version. */
type Versioned = Exclude<Noun, 'token' | 'import'>

/** What a form is about as it stands now. */
type Current = { noun: Versioned; id: number; version: number; values: Record<string, unknown> }

/** What a form is about was saved by somebody else after the form was rendered. */
export class StaleVersion extends Refusal {
  readonly kind = 'stale-version'
  readonly current: Current

  constructor(current: Current) {
    super(`${current.noun} ${current.id} is at version ${current.version}`)
    this.current = current
  }
}

/** There is no such user, account, token or team where it was looked for: outside the trash, inside it, or in the history. */
export class NotFound extends Refusal {
  readonly kind = 'not-found'
  readonly noun: Noun

  constructor(noun: Noun = 'user') {
    super(`no such ${noun}`)
    this.noun = noun
  }
}

/** What a form would do to people is not what it was when the form was rendered. */
export class SelectionChanged extends Refusal {
  readonly kind = 'selection-changed'
}

/** The change would leave the directory without an admin who can sign in. */
export class LastAdmin extends Refusal {
  readonly kind = 'last-admin'
}

/** A value that only the database could tell is not right. The message is for the person who typed it. */
export class FieldRefused extends Refusal {
  readonly kind = 'field-refused'
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

/** The e-mail and the password do not belong together, or the account is disabled. */
export class WrongPassword extends Refusal {
  readonly kind = 'wrong-password'
}

/** Nobody is signed in, or not any more. */
export class SignedOut extends Refusal {
  readonly kind = 'signed-out'
}

/** The actor may not do this. */
export class Forbidden extends Refusal {
  readonly kind = 'forbidden'
}

/** What was typed to confirm is not the name of the user, or the e-mail of the account. */
export class NotConfirmed extends Refusal {
  readonly kind = 'not-confirmed'
}

/** This form was saved before with other content; saving again would be a second change. */
export class AlreadySaved extends Refusal {
  readonly kind = 'already-saved'
}

/** Too many passwords were tried for an e-mail, in a browser or from a network. `seconds` is how long to wait. */
export class TooManyGuesses extends Refusal {
  readonly kind = 'too-many-guesses'
  readonly seconds: number

  constructor(seconds: number) {
    super(`too many guesses, the next one in ${seconds} seconds`)
    this.seconds = seconds
  }
}

/** A write waited for its turn for too long, and did nothing. */
export class WriteTimeout extends Error {
  constructor() {
    super('the write waited for its turn for too long')
  }
}

/** All that the domain refuses: a new one needs words in the form pipeline, and the compiler says so. */
export type DomainError =
  | ValueTaken
  | StaleVersion
  | NotFound
  | SelectionChanged
  | LastAdmin
  | FieldRefused
  | WrongPassword
  | SignedOut
  | Forbidden
  | NotConfirmed
  | AlreadySaved
  | TooManyGuesses

/** The error as one that the domain knows; undefined for all others. */
export function domainError(error: unknown): DomainError | undefined {
  return error instanceof Refusal ? (error as DomainError) : undefined
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const unavailableCodes = {
  connection: /^08/,
  readOnly: /^25006$/,
  // Tried again in vain by a writer, or cancelled on a standby.
  conflict: /^40(001|P01)$/,
  outOfResources: /^53/,
  lockedOrBusy: /^55(000|P03)$/,
  outOfTime: /^57014$/,
  stopping: /^57P/,
  noDatabase: /^3D000$/,
  socket: /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND|ENOENT)$/,
}
const unavailableWords =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection/

/** Whether an error means that the database cannot answer now, rather than that it refused something. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof WriteTimeout) return true
  const code = error instanceof pg.DatabaseError || 'code' in error ? String(error.code) : ''
  const isCode = Object.values(unavailableCodes).some((pattern) => pattern.test(code))
  return isCode || unavailableWords.test(error.message)
}

/** Does without a write that a read-only database, such as a standby, refuses. */
export async function unlessReadOnly(write: Promise<void>): Promise<void> {
  await write.catch((error) => {
    if (!(error instanceof pg.DatabaseError && unavailableCodes.readOnly.test(error.code ?? ''))) throw error
  })
}
