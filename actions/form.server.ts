import { createHash, randomUUID } from 'node:crypto'
import { parseSubmission, report, type Submission, type SubmissionResult } from '@conform-to/dom/future'
import { formatResult } from '@conform-to/zod/v4/future'
import { headers } from 'next/headers'
import { safeParse } from 'zod'
import type * as z from 'zod/mini'
import { database, type Trx, transaction } from '#db/database.ts'
import { may, type Permission, type Viewer } from '#db/policy.ts'
import * as submissions from '#db/submissions.ts'
import { areFieldNamesBounded, reactPrefix } from './field-names.server.ts'
import { type FormAction, type FormState, submissionId } from './form.schema.ts'
import { explain } from './form-errors.server.ts'
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

const intentName = '__INTENT__'

/**
 * Makes a server action of a schema and a handler; DECISIONS.md tells why in this order.
 * The handler runs in one transaction, once for each rendered form, with values that passed the schema.
 * Whatever goes wrong comes back as form state, with everything typed.
 */
export function formAction<Schema extends z.ZodMiniObject>(
  schema: Schema,
  options: Options,
  handle: Handler<z.output<Schema>>,
): FormAction {
  return async (_previous, data) => {
    const answer = await attempt(schema, options, handle, data)
    return 'location' in answer ? follow(answer) : answer
  }
}

async function attempt<Schema extends z.ZodMiniObject>(
  schema: Schema,
  { may: permission, lists = {} }: Options,
  handle: Handler<z.output<Schema>>,
  data: FormData,
): Promise<submissions.Outcome | NonNullable<FormState>> {
  const bounded = areFieldNamesBounded(data, intentName)
  const submission = parseSubmission(bounded ? data : new FormData(), {
    intentName,
    skipEntry: (name) => name.startsWith(reactPrefix),
  })
  if (!isSameOrigin(await headers()))
    return refuse(submission, 'This form was sent from another site. Send it from here.')
  if (!bounded)
    return refuse(submission, 'This form has fields that are not known here. Open the page again.')
  const viewer = await currentViewer()
  if (!viewer || !may(viewer, permission)) return refuse(submission, 'You are not allowed to do this.')

  if (submission.intent !== null) {
    const targetValue = resolveListIntent(submission, lists)
    if (!targetValue) return refuse(submission, 'This button is not known here. Open the page again.')
    return answer(report(submission, { targetValue }))
  }

  const checked = formatResult(safeParse(schema, submission.payload), { includeValue: true })
  if (checked.error) return answer(report(submission, { error: checked.error }))
  const values = checked.value as z.output<Schema>
  const id = submissionId.safeParse(submission.payload.submission).data
  if (!id) return refuse(submission, 'This form was incomplete. Nothing was saved: send it again.')

  try {
    return await transaction(database(), async (trx) => {
      const first = await submissions.claim(trx, id, digest(values))
      if (first) return first
      const outcome = await handle(values, { viewer, trx })
      await submissions.settle(trx, id, outcome)
      return outcome
    })
  } catch (error) {
    const { conflict, ...reasons } = await explain(error, values)
    return { ...answer(report(submission, { error: reasons })), ...(conflict && { conflict }) }
  }
}

function refuse(submission: Submission, reason: string) {
  return answer(report(submission, { error: { formErrors: [reason] } }))
}

function answer(result: SubmissionResult): NonNullable<FormState> {
  return { result, submission: randomUUID() }
}

function digest(values: unknown): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url')
}
