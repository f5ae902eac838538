import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import { database } from '#db/database.ts'
import { AlreadySaved, EmailTaken, Forbidden, NotConfirmed, NotFound, StaleVersion } from '#db/errors.ts'
import { listing, listingAt } from '#db/events.ts'
import { log } from '#db/log.ts'
import type { Conflict } from './form.schema.ts'

/** The pipeline will not have this form. The message is for the person who sent it. */
export class Refused extends Error {}

type Reasons = {
  formErrors?: string[]
  fieldErrors?: Record<string, string[]>
  conflict?: Conflict
  /** Sending the form once more is to be a change of its own. */
  again?: boolean
}

/**
 * Why a form was not saved, in words for the person who sent it. What nobody foresaw is logged under an id.
 * @throws Next's own signals, such as a redirect
 */
export async function explain(error: unknown, values: Record<string, unknown>): Promise<Reasons> {
  unstable_rethrow(error)
  if (error instanceof Refused) return { formErrors: [error.message] }
  if (error instanceof Forbidden) return { formErrors: ['You are not allowed to do this.'] }
  if (error instanceof EmailTaken)
    return 'email' in values
      ? { fieldErrors: { email: ['Another user has this e-mail. Enter a different one'] } }
      : { formErrors: ['Another user has the e-mail of this one now. Change theirs, then try again.'] }
  if (error instanceof StaleVersion)
    return {
      formErrors: ['Somebody else changed this user after you opened this page, so nothing was done yet.'],
      conflict: await conflictOf(error, values),
    }
  if (error instanceof NotFound)
    return {
      formErrors: [
        'Nothing was saved: this user is not here any more. Somebody moved it to the trash, restored or erased it meanwhile.',
      ],
    }
  if (error instanceof NotConfirmed)
    return { fieldErrors: { confirmation: ['Enter the name exactly as it is written above'] } }
  if (error instanceof AlreadySaved)
    return {
      again: true,
      formErrors: ['This form was saved before. Save again if you want to save this as well.'],
    }
  const id = randomUUID().slice(0, 8)
  log.error({ err: error, id }, 'form not saved')
  return {
    formErrors: [
      `Something went wrong here. Try again in a minute: it is saved once at most. Error number: ${id}`,
    ],
  }
}

async function conflictOf({ current }: StaleVersion, yours: Record<string, unknown>): Promise<Conflict> {
  const base = await listingAt(database(), current.id, Number(yours.version)).catch(() => undefined)
  return { version: current.version, yours, theirs: listing(current), base }
}
