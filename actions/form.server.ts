import { createHash, randomUUID } from 'node:crypto'
import { parseSubmission, report, type Submission } from '@conform-to/dom/future'
import { formatResult } from '@conform-to/zod/v4/future'
import { headers } from 'next/headers'
import { safeParse } from 'zod'
import type * as z from 'zod/mini'
import { database, type Trx, transaction } from '#db/database.ts'
import { Forbidden } from '#db/errors.ts'
import { may, type Permission, type Viewer } from '#db/policy.ts'
import * as submissions from '#db/submissions.ts'
import { settleConflict } from './conflict.server.ts'
import { areFieldNamesBounded, reactPrefix } from './field-names.server.ts'
import { type FormAction, type FormState, intentName, type Payload, submissionId } from './form.schema.ts'
import { explain, Refused } from './form-errors.server.ts'
import { type Lists, resolveListIntent } from './list-intent.server.ts'
import { follow } from './notice.server.ts'
import { isSameOrigin } from './same-origin.server.ts'
import { currentViewer } from './viewer.server.ts'

type Options = {
  /** The permission that the viewer needs. */
  may: Permission
  /** The list fields whose rows the form's buttons add, remove and move. */
  lists?: Lists
}
type Context = { viewer: Viewer; trx: Trx }
type Handler<Values> = (values: Values, context: Context) => Promise<submissions.Outcome>
type Answer = NonNullable<FormState>

/**
 * Makes a server action of a schema and a handler; DECISIONS.md tells why in this order.
 * The handler runs in one transaction, once for each rendered form, with values that passed the schema.
 * Whatever goes wrong comes back as form state, with everything typed.
 */
export function formAction<Schema extends z.ZodMiniObject>(
  schema: Schema,
  { may: permission, lists = {} }: Options,
  handle: Handler<z.output<Schema>>,
): FormAction {
  const check = (payload: Payload) => formatResult(safeParse(schema, payload), { includeValue: true })
  return async (previous, data) => {
    let submission: Submission = { payload: {}, fields: [], intent: null }
    let values: Record<string, unknown> = {}
    try {
      submission = read(data, lists)
      if (!isSameOrigin(await headers()))
        throw new Refused('This form was sent from another site. Send it from here.')
      const viewer = await currentViewer()
      if (!viewer || !may(viewer, permission)) throw new Forbidden()
      if (submission.intent !== null) {
        const payload = changeList(submission, lists)
        // A form that shows errors goes on showing them while its rows change.
        const error = previous?.result?.error ? check(payload).error : null
        return { ...answer({ ...submission, payload, intent: null }, { error }), answered: submission.intent }
      }

      const checked = check(submission.payload)
      if (checked.error) return answer(submission, { error: checked.error })
      const valid = checked.value as z.output<Schema>
      values = valid
      const outcome = await once(submission, valid, (trx) => handle(valid, { viewer, trx }))
      return await follow(outcome)
    } catch (error) {
      const { conflict, again, ...reasons } = await explain(error, values)
      return { ...answer(submission, { error: reasons }, again), ...(conflict && { conflict }) }
    }
  }
}

/** What was posted. @throws Refused before parsing what no form of ours sends */
function read(data: unknown, lists: Lists): Submission {
  if (!(data instanceof FormData) || !areFieldNamesBounded(data, intentName))
    throw new Refused('This form has fields that are not known here. Open the page again.')
  const skipEntry = (name: string) => name.startsWith(reactPrefix)
  const submission = parseSubmission(data, { intentName, skipEntry })
  const payload = settleConflict(submission.payload)
  // A list field renders rows and nothing else.
  for (const name of Object.keys(lists)) if (!Array.isArray(payload[name])) delete payload[name]
  return { ...submission, payload }
}

function changeList(submission: Submission, lists: Lists): Payload {
  const changed = resolveListIntent(submission, lists)
  if (!changed) throw new Refused('This button is not known here. Open the page again.')
  return changed
}

/** Runs `work` in a transaction that also claims the submission id: the same form sent again gives the first outcome. */
async function once(
  submission: Submission,
  values: unknown,
  work: (trx: Trx) => Promise<submissions.Outcome>,
) {
  const id = submissionId.safeParse(submission.payload.submission).data
  if (!id) throw new Refused('This form was incomplete. Nothing was saved: send it again.')
  const digest = createHash('sha256').update(JSON.stringify(values, lasting)).digest('base64url')
  return transaction(database(), async (trx) => {
    const first = await submissions.claim(trx, id, digest)
    if (first) return first
    const outcome = await work(trx)
    await submissions.settle(trx, id, outcome)
    return outcome
  })
}

/** What is typed to confirm an erasure must not outlive it, not even as a digest that could be guessed. */
function lasting(name: string, value: unknown): unknown {
  return name === 'confirmation' ? undefined : value
}

/** The form again. It keeps its submission id, so that a save whose answer was lost is not made twice. */
function answer(
  submission: Submission,
  result: Parameters<typeof report<string[]>>[1],
  again = false,
): Answer {
  const id = again ? undefined : submissionId.safeParse(submission.payload.submission).data
  return { result: report<string[]>(submission, result), submission: id ?? randomUUID() }
}
