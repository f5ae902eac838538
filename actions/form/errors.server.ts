import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import { type DomainError, domainError, isUnavailable } from '#db/errors.ts'
import { log } from '#db/log.ts'
import { conflictOf } from './conflict.server.ts'
import type { Conflict } from './form.schema.ts'
import type { Refusal } from './notice.schema.ts'
import { takenFromThisWords, takenWords } from './taken.server.ts'
import { markUnavailable, unconfirmed } from './unavailable.server.ts'

/** The message is for the person who sent the form. */
export class Refused extends Error {}

/** Refused before it was read: the answer has its own status and repeats nothing of the form. */
export class NotRead extends Refused {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Too large to show the form again. */
export class TooLarge extends Error {}

type Reasons = {
  formErrors?: string[]
  fieldErrors?: Record<string, string[]>
  conflict?: Conflict
  /** A repeat counts as a new change. */
  again?: boolean
  /** The reason as a notice, for a form that is only a button. */
  refusal?: Refusal
}

/**
 * Why a form was not saved, in words for its sender. Unexpected errors are logged under an id.
 * @throws Next's own signals, such as a redirect
 */
export async function explain(error: unknown, values: Record<string, unknown>): Promise<Reasons> {
  unstable_rethrow(error)
  if (error instanceof Refused) return { formErrors: [error.message] }
  if (isUnavailable(error)) {
    log.warn({ err: error }, 'form not confirmed')
    markUnavailable()
    return { formErrors: [unconfirmed] }
  }
  const refused = domainError(error)
  // The words of a conflict need the database, which may be unavailable by now.
  if (refused) return reasonsFor(refused, values).catch((later) => explain(later, values))
  const id = randomUUID().slice(0, 8)
  log.error({ err: error, id }, 'form not saved')
  return {
    formErrors: [
      `Something went wrong here. Try again in a minute: it is saved once at most. Error number: ${id}`,
    ],
  }
}

async function reasonsFor<Kind extends DomainError['kind']>(
  error: DomainError & { kind: Kind },
  values: Record<string, unknown>,
): Promise<Reasons> {
  const reasons: Words[Kind] = words[error.kind]
  return reasons(error as Parameters<Words[Kind]>[0], values)
}

type Words = {
  [Kind in DomainError['kind']]: (
    error: Extract<DomainError, { kind: Kind }>,
    values: Record<string, unknown>,
  ) => Reasons | Promise<Reasons>
}

const words: Words = {
  'signed-out': () => ({
    refusal: 'not-signed-in',
    formErrors: ['You are not signed in any more, so nothing was done just now.'],
  }),
  forbidden: () => ({ formErrors: ['You are not allowed to do this.'] }),
  'value-taken': async (error, values) =>
    error.field in values
      ? { fieldErrors: { [error.field]: [await takenWords(error)] } }
      : { formErrors: [await takenFromThisWords(error)] },
  'stale-version': async (error, values) => {
    const { message, conflict } = await conflictOf(error, values)
    return { refusal: 'stale', formErrors: [message], conflict }
  },
  'selection-changed': ({ changed }) => ({
    refusal: changed === 'people' ? 'stale' : `${changed}-changed`,
    formErrors: [
      'Somebody else changed some of these people after you opened this page, so nothing was done yet.',
    ],
  }),
  'not-found': ({ noun }) => ({ refusal: 'gone', formErrors: [gone[noun]] }),
  'not-confirmed': () => ({ fieldErrors: { confirmation: ['Enter it exactly as it is written above'] } }),
  'last-admin': () => ({
    refusal: 'last-admin',
    formErrors: ['Nothing was done: there would be no admin left. Make somebody else an admin first.'],
  }),
  'field-refused': ({ field, message }) => ({ fieldErrors: { [field]: [message] } }),
  'wrong-password': (_, values) =>
    'currentPassword' in values
      ? { fieldErrors: { currentPassword: ['This is not your current password. Enter it again'] } }
      : { formErrors: ['The email or the password is not right. Check both and try again.'] },
  'too-many-guesses': ({ seconds }) => ({
    formErrors: [`There were too many tries. Try again in ${durationInWords(seconds)}.`],
  }),
  'already-saved': () => ({
    again: true,
    formErrors: ['This form was saved before. Save again if you want to save this as well.'],
  }),
}

const gone = {
  user: 'Nothing was saved: this person is not here any more. Somebody moved them to the trash, restored or erased them.',
  account: 'Nothing was saved: this account is not here any more, is disabled, or has another password now.',
  token: 'Nothing was saved: this token is not here any more.',
  settings: 'Nothing was saved: the settings are not here any more.',
  team: 'Nothing was saved: this team is not here any more.',
  import: 'Nothing was imported: the file is not here any more. Upload it again.',
}

function durationInWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  if (seconds < 60) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
}
