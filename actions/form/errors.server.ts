import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import { accountAt } from '#db/audit/account-events.ts'
import { database } from '#db/database.ts'
import {
  AlreadySaved,
  FieldRefused,
  Forbidden,
  isUnavailable,
  LastAdmin,
  NotConfirmed,
  NotFound,
  SelectionChanged,
  SignedOut,
  StaleVersion,
  TooManyGuesses,
  ValueTaken,
  WrongPassword,
} from '#db/errors.ts'
import { log } from '#db/log.ts'
import { listingAt } from '#db/users/listing.ts'
import { inText } from '../user-words.schema.ts'
import type { Conflict } from './form.schema.ts'
import type { Refusal } from './notice.schema.ts'
import { markUnavailable, unconfirmed } from './unavailable.server.ts'

/** The pipeline will not have this form. The message is for the person who sent it. */
export class Refused extends Error {}

/** A form that is refused unread: nothing of it is sent back, and the answer has a status of its own. */
export class NotRead extends Refused {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Too much to answer with a page, which would hold a part of it. */
export class TooLarge extends Error {}

type Reasons = {
  formErrors?: string[]
  fieldErrors?: Record<string, string[]>
  conflict?: Conflict
  /** Sending the form once more is to be a change of its own. */
  again?: boolean
  /** The same in a few words, for a form that is a button alone. */
  refusal?: Refusal
}

/**
 * Why a form was not saved, in words for the person who sent it. What nobody foresaw is logged under an id.
 * @throws Next's own signals, such as a redirect
 */
export async function explain(error: unknown, values: Record<string, unknown>): Promise<Reasons> {
  unstable_rethrow(error)
  if (error instanceof Refused) return { formErrors: [error.message] }
  if (error instanceof SignedOut)
    return { refusal: 'not-signed-in', formErrors: ['You are not signed in any more, so nothing was done.'] }
  if (error instanceof Forbidden) return { formErrors: ['You are not allowed to do this.'] }
  if (error instanceof ValueTaken) {
    const [field, called] = [error.field, inText(error.field)]
    return field in values
      ? { fieldErrors: { [field]: [`Another ${error.noun} has this ${called}. Enter a different one`] } }
      : { formErrors: [`Another user has the ${called} of this one now. Change theirs, then try again.`] }
  }
  if (error instanceof StaleVersion)
    return {
      refusal: 'stale',
      formErrors: [
        `Somebody else changed ${error.current.noun === 'settings' ? 'these' : 'this'} ${error.current.noun} after you opened this page, so nothing was done yet.`,
      ],
      conflict: await conflictOf(error, values),
    }
  if (error instanceof SelectionChanged)
    return {
      refusal: 'stale',
      formErrors: [
        'Somebody else changed some of these people after you opened this page, so nothing was done yet.',
      ],
    }
  if (error instanceof NotFound) return { refusal: 'gone', formErrors: [gone[error.noun]] }
  if (error instanceof NotConfirmed)
    return { fieldErrors: { confirmation: ['Enter it exactly as it is written above'] } }
  if (error instanceof LastAdmin)
    return {
      refusal: 'last-admin',
      formErrors: ['Nothing was done: there would be no admin left. Make somebody else an admin first.'],
    }
  if (error instanceof FieldRefused) return { fieldErrors: { [error.field]: [error.message] } }
  if (error instanceof WrongPassword)
    return 'currentPassword' in values
      ? { fieldErrors: { currentPassword: ['This is not your current password. Enter it again'] } }
      : { formErrors: ['The e-mail or the password is not right. Check both and try again.'] }
  if (error instanceof TooManyGuesses)
    return { formErrors: [`There were too many tries. Try again in ${inWords(error.seconds)}.`] }
  if (error instanceof AlreadySaved)
    return {
      again: true,
      formErrors: ['This form was saved before. Save again if you want to save this as well.'],
    }
  if (isUnavailable(error)) {
    log.warn({ err: error }, 'form not confirmed')
    markUnavailable()
    return { formErrors: [unconfirmed] }
  }
  const id = randomUUID().slice(0, 8)
  log.error({ err: error, id }, 'form not saved')
  return {
    formErrors: [
      `Something went wrong here. Try again in a minute: it is saved once at most. Error number: ${id}`,
    ],
  }
}

const gone = {
  user: 'Nothing was saved: this user is not here any more. It was moved to the trash, restored or erased meanwhile.',
  account:
    'Nothing was saved: this account is not here any more, is disabled, or has another password by now.',
  token: 'Nothing was saved: this token is not here any more.',
  settings: 'Nothing was saved: the settings are not here any more.',
  team: 'Nothing was saved: this team is not here any more.',
  import: 'Nothing was imported: the file is not here any more. Upload it again.',
}

function inWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  if (seconds < 60) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
}

async function conflictOf({ current }: StaleVersion, yours: Record<string, unknown>): Promise<Conflict> {
  const { noun, id, version, values: theirs } = current
  const read = noun === 'user' ? listingAt : noun === 'account' ? accountAt : undefined
  const base = await read?.(database(), id, Number(yours.version)).catch(() => undefined)
  return { version, yours, theirs, base }
}
