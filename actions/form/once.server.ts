import { createHash, randomUUID } from 'node:crypto'
import { claimAs } from '#db/accounts/claim.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { log } from '#db/log.ts'
import type { Actor } from '#db/policy.ts'
import { clearExpired } from '#db/privacy/expired.ts'
import * as submissions from '#db/submissions.ts'
import type { QueueName } from '#db/write-queue.ts'
import { Refused } from './errors.server.ts'

/** The values of these fields are never stored and never sent back. */
export const typedInSecret = /(^|\.)(password|currentPassword|newPassword|oneTimePassword)$/

export type Work<Prepared> = {
  queue: QueueName
  prepare: () => Promise<Prepared>
  save: (
    trx: Trx,
    prepared: Prepared,
    afterwards: (work: () => Promise<void>) => void,
    /** Who sends the form, where that is known. */
    present: Actor | undefined,
  ) => Promise<submissions.Outcome>
}

/**
 * Saves a form and claims its submission id in one transaction, so that a repeat gets the first outcome, unless the
 * form has a password.
 * @throws Refused for a form without an id, and everything that `work` throws
 */
export async function saveOnce<Prepared>(
  id: string | undefined,
  values: object,
  work: Work<Prepared>,
  session: number | undefined,
): Promise<submissions.Outcome> {
  if (!id) throw new Refused('This form was incomplete. Nothing was saved: send it again.')
  const digest = await digestOf(values)
  return save(work, async (trx, act) => {
    const { first, present } = session
      ? await claimAs(trx, { id, digest, session })
      : { first: await submissions.claim(trx, id, digest) }
    if (first) return first
    const outcome = await act(present)
    await submissions.settle(trx, id, outcome)
    return outcome
  })
}

/** Does not claim the submission id. @throws everything that `work` throws */
export async function saveEachTime<Prepared>(work: Work<Prepared>): Promise<submissions.Outcome> {
  return save(work, (_, act) => act())
}

type Act = (present?: Actor) => Promise<submissions.Outcome>

async function save<Prepared>(
  { queue, prepare, save: act }: Work<Prepared>,
  around: (trx: Trx, act: Act) => Promise<submissions.Outcome>,
): Promise<submissions.Outcome> {
  const prepared = await prepare()
  let later: (() => Promise<void>)[] = []
  const inOne = (trx: Trx) => {
    later = []
    return around(trx, (present) => act(trx, prepared, (work) => later.push(work), present))
  }
  const outcome = await transaction(database(), inOne, { queue })
  for (const work of later) await work()
  clearNowAndThen()
  return outcome
}

const clearEveryMs = 60_000
let clearedAt = 0

/** After a save instead of on a timer. Nobody waits for it. */
function clearNowAndThen(): void {
  if (Date.now() - clearedAt < clearEveryMs) return
  clearedAt = Date.now()
  clearExpired(database()).catch((error) => log.warn({ err: error }, 'expired rows not cleared'))
}

/** Random for a form with a password, which could be guessed from a digest: a repeat of that form is not recognised. */
async function digestOf(values: object): Promise<string> {
  if (Object.keys(values).some((name) => typedInSecret.test(name))) return randomUUID()
  const hash = createHash('sha256').update(JSON.stringify(values, lasting))
  for (const value of Object.values(values)) if (value instanceof File) hash.update(await value.bytes())
  return hash.digest('base64url')
}

/** Fields that are no part of what is saved: text that could be guessed from a digest, and the page to show next. */
const unsaved: readonly string[] = ['confirmation', 'list', 'another']

function lasting(name: string, value: unknown): unknown {
  return unsaved.includes(name) ? undefined : value
}
