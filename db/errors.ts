import pg from 'pg'
import type { UniqueField } from './user-fields.ts'

export type Noun = 'user' | 'account' | 'token' | 'settings' | 'team' | 'import'

/** The members of the union `DomainError`, and nothing else. */
abstract class Refusal extends Error {
  abstract readonly kind: string
}

/** Another user outside the trash, or another account, has the same value of a unique field. */
export class ValueTaken extends Refusal {
  readonly kind = 'value-taken'
  readonly field: UniqueField
  readonly noun: Noun
  /** Undefined when one of several rows was refused. */
  readonly value: string | undefined

  constructor(
    field: UniqueField,
    { noun = 'user', value }: { noun?: Noun; value?: string | undefined } = {},
  ) {
    super(`another ${noun} has this ${field}`)
    this.field = field
    this.noun = noun
    this.value = value
  }
}

/** The nouns whose forms carry a version. */
type Versioned = Exclude<Noun, 'token' | 'import'>

type Current = { noun: Versioned; id: number; version: number; values: Record<string, unknown> }

export class StaleVersion extends Refusal {
  readonly kind = 'stale-version'
  readonly current: Current

  constructor(current: Current) {
    super(`${current.noun} ${current.id} is at version ${current.version}`)
    this.current = current
  }
}

/** No such row where it was looked for: outside the trash, in the trash, or in the history. */
export class NotFound extends Refusal {
  readonly kind = 'not-found'
  readonly noun: Noun

  constructor(noun: Noun = 'user') {
    super(`no such ${noun}`)
    this.noun = noun
  }
}

/** The people that a form would change are not those that it showed, or its sender went on with an import elsewhere. */
export class SelectionChanged extends Refusal {
  readonly kind = 'selection-changed'
  readonly changed: 'people' | 'directory' | 'import'

  constructor(changed: SelectionChanged['changed'] = 'people') {
    super(`the ${changed} changed`)
    this.changed = changed
  }
}

export class LastAdmin extends Refusal {
  readonly kind = 'last-admin'
}

/** A value that only the database can refuse. The message is for the person who typed it. */
export class FieldRefused extends Refusal {
  readonly kind = 'field-refused'
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

export class WrongPassword extends Refusal {
  readonly kind = 'wrong-password'
}

export class SignedOut extends Refusal {
  readonly kind = 'signed-out'
}

export class Forbidden extends Refusal {
  readonly kind = 'forbidden'
}

/** The text typed to confirm is not the name of the user, or the email of the account. */
export class NotConfirmed extends Refusal {
  readonly kind = 'not-confirmed'
}

/** This form was saved before with other content, and saving it again would be a second change. */
export class AlreadySaved extends Refusal {
  readonly kind = 'already-saved'
}

/** Too many passwords were tried for one email, in one browser or from one network. Try again after `seconds`. */
export class TooManyGuesses extends Refusal {
  readonly kind = 'too-many-guesses'
  readonly seconds: number

  constructor(seconds: number) {
    super(`too many guesses, the next one in ${seconds} seconds`)
    this.seconds = seconds
  }
}

/** The write waited too long for its turn, and did nothing. */
export class WriteTimeout extends Error {
  constructor() {
    super('the write waited for its turn for too long')
  }
}

/** The compiler asks for words in the form pipeline for each of these. */
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

export function domainError(error: unknown): DomainError | undefined {
  return error instanceof Refusal ? (error as DomainError) : undefined
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const unavailableCodes = {
  connection: /^08/,
  readOnly: /^25006$/,
  // After all retries of a writer, or cancelled on a standby.
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

/** True when the database cannot answer now; false when it refused something. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof WriteTimeout) return true
  const code = error instanceof pg.DatabaseError || 'code' in error ? String(error.code) : ''
  const isCode = Object.values(unavailableCodes).some((pattern) => pattern.test(code))
  return isCode || unavailableWords.test(error.message)
}

/** Ignores the failure of a write that a read-only database, such as a standby, refuses. */
export async function unlessReadOnly(write: Promise<void>): Promise<void> {
  await write.catch((error) => {
    if (!isReadOnly(error)) throw error
  })
}

/** True when the server takes no writes, as a standby does. */
export function isReadOnly(error: unknown): boolean {
  return error instanceof pg.DatabaseError && unavailableCodes.readOnly.test(error.code ?? '')
}
