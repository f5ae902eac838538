import { createHash, randomUUID } from 'node:crypto'
import { database, type Trx, transaction } from '#db/database.ts'
import { log } from '#db/log.ts'
import { clearExpired } from '#db/privacy/expired.ts'
import * as submissions from '#db/submissions.ts'
import type { QueueName } from '#db/write-queue.ts'
import { Refused } from './errors.server.ts'

/** The fields whose values are never kept and never sent back. */
export const typedInSecret = /(^|\.)(password|currentPassword|newPassword)$/

/** What saving a form takes. */
export type Work<Prepared> = {
  /** Where it waits for its turn. */
  queue: QueueName
  prepare: () => Promise<Prepared>
  save: (
    trx: Trx,
    prepared: Prepared,
    afterwards: (work: () => Promise<void>) => void,
  ) => Promise<submissions.Outcome>
}

/**
 * Saves a form in a transaction that also claims its submission id: the same form sent again gives the first outcome, unless it
 * holds a password.
 * @throws Refused for a form without an id, and whatever `work` throws
 */
export async function saveOnce<Prepared>(
  id: string | undefined,
  values: object,
  work: Work<Prepared>,
): Promise<submissions.Outcome> {
  if (!id) throw new Refused('This form was incomplete. Nothing was saved: send it again.')
  const digest = await digestOf(values)
  return save(work, async (trx, act) => {
    const first = await submissions.claim(trx, id, digest)
    if (first) return first
    const outcome = await act()
    await submissions.settle(trx, id, outcome)
    return outcome
  })
}

/** Saves a form that may act each time that it is sent. @throws whatever `work` throws */
export async function saveEachTime<Prepared>(work: Work<Prepared>): Promise<submissions.Outcome> {
  return save(work, (_, act) => act())
}

type Act = () => Promise<submissions.Outcome>

async function save<Prepared>(
  { queue, prepare, save: act }: Work<Prepared>,
  around: (trx: Trx, act: Act) => Promise<submissions.Outcome>,
): Promise<submissions.Outcome> {
  const prepared = await prepare()
  let later: (() => Promise<void>)[] = []
  const inOne = (trx: Trx) => {
    later = []
    return around(trx, () => act(trx, prepared, (work) => later.push(work)))
  }
  const outcome = await transaction(database(), inOne, { queue })
  for (const work of later) await work()
  clearNowAndThen()
  return outcome
}

const clearEveryMs = 60_000
let clearedAt = 0

/** Saved forms have expired things cleared, which needs no timer. Nobody waits for it. */
function clearNowAndThen(): void {
  if (Date.now() - clearedAt < clearEveryMs) return
  clearedAt = Date.now()
  clearExpired(database()).catch((error) => log.warn({ err: error }, 'expired rows not cleared'))
}

/** Tells one form's content from another's. What would tell a password is like nothing else: sent again, it is asked about. */
async function digestOf(values: object): Promise<string> {
  if (Object.keys(values).some((name) => typedInSecret.test(name))) return randomUUID()
  const hash = createHash('sha256').update(JSON.stringify(values, lasting))
  for (const value of Object.values(values)) if (value instanceof File) hash.update(await value.bytes())
  return hash.digest('base64url')
}

/** What is typed to confirm an erasure must not outlive it, not even as a digest that could be guessed. */
function lasting(name: string, value: unknown): unknown {
  return name === 'confirmation' ? undefined : value
}
