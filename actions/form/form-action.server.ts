import type { Submission } from '@conform-to/dom/future'
import { formatResult } from '@conform-to/zod/v4/future'
import { headers } from 'next/headers'
import { safeParse } from 'zod'
import type * as z from 'zod/mini'
import type { SignedIn } from '#db/accounts/sessions.ts'
import type { Trx } from '#db/database.ts'
import { may, type Permission } from '#db/policy.ts'
import type { Outcome } from '#db/submissions.ts'
import { requestPath, signInPath } from '../request/path.server.ts'
import { setStatus } from '../request/response-status.server.ts'
import { isSameOrigin } from '../request/same-origin.server.ts'
import { currentViewer } from '../request/viewer.server.ts'
import { explain, NotRead, Refused, TooLarge } from './errors.server.ts'
import type { FormAction, Payload } from './form.schema.ts'
import { type Lists, resolveListIntent } from './list-intent.server.ts'
import { follow, turnBack } from './notice.server.ts'
import { once } from './once.server.ts'
import { deny, stillMay } from './rights.server.ts'
import { signInWithin } from './signed-out.server.ts'
import { checkSize, limitsOf } from './size.server.ts'
import { type Answer, answer, idOf, readSubmission, unread } from './submission.server.ts'
import { keepBareForm } from './unavailable.server.ts'

type ViewerOf<P extends Permission> = P extends 'enter' ? SignedIn | undefined : SignedIn

type Options<P extends Permission, Values, Prepared> = {
  /** The permission that the viewer needs. */
  may: P
  /** The list fields whose rows the form's buttons add, remove and move. */
  lists?: Lists
  /** What takes long, such as hashing a password, and so comes before the transaction. */
  prepare?: (values: Values, viewer: ViewerOf<P>) => Promise<Prepared>
  /** The form is a button alone: whatever keeps it from acting is told on its page, which shows how things stand now. */
  bare?: boolean
  /** Nothing that is typed can be kept, so whoever is not signed in is sent to do so. A bare form implies it. */
  keepsNothing?: boolean
  /** The form has a field for a file. */
  file?: boolean
  /** The same rendered form may act again: what it leaves behind is in the browser that sent it. */
  repeats?: boolean
}
type Context<P extends Permission, Prepared> = {
  viewer: ViewerOf<P>
  trx: Trx
  prepared: Prepared
  /** Has something done once the transaction is committed, such as setting a cookie. */
  afterwards: (work: () => Promise<void>) => void
}
type Handler<P extends Permission, Values, Prepared> = (
  values: Values,
  context: Context<P, Prepared>,
) => Promise<Outcome>

/**
 * Makes a server action of a schema and a handler; DECISIONS.md tells why in this order.
 * The handler runs in one transaction, once for each rendered form, with values that passed the schema.
 * Whatever goes wrong comes back as form state, with everything typed but passwords; the page of a bare form is shown anew.
 */
export function formAction<Schema extends z.ZodMiniObject, P extends Permission, Prepared = undefined>(
  schema: Schema,
  options: Options<P, z.output<Schema>, Prepared>,
  handle: Handler<P, z.output<Schema>, Prepared>,
): FormAction {
  const { may: permission, lists = {}, prepare, bare = false, keepsNothing = bare } = options
  const { file = false, repeats = false } = options
  const check = (payload: Payload) => formatResult(safeParse(schema, payload), { includeValue: true })
  const action: FormAction = async (previous, data) => {
    let submission = unread
    let values: Record<string, unknown> = {}
    try {
      const limits = await limitsOf(file)
      submission = readSubmission(data, lists, limits)
      if (bare) keepBareForm({ action, data })
      if (!isSameOrigin(await headers()))
        throw new Refused('This form was sent from another site. Send it from here.')
      const found = await currentViewer()
      if (!found && !may(found, permission) && keepsNothing)
        return await turnBack(await signInPath(), 'not-signed-in')
      // A cookie that somebody made up has counted for a session until here.
      if (!found) checkSize(data, { ...limits, signedIn: false })
      if (!found && !may(found, permission)) return await signedOut(submission)
      if (found && !may(found, permission)) await deny(found, permission)
      const viewer = found as ViewerOf<P>
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
      const outcome = await once(repeats ? 'repeats' : idOf(submission), valid, {
        queue: permission === 'edit' || permission === 'erase' ? 'directory' : 'accounts',
        prepare: async () => (await prepare?.(valid, viewer)) as Prepared,
        save: async (trx, prepared, afterwards) => {
          await stillMay(trx, found, permission)
          return handle(valid, { viewer, trx, prepared, afterwards })
        },
      })
      return await follow(outcome)
    } catch (error) {
      if (error instanceof TooLarge) return await turnBack(await requestPath(), 'too-large')
      if (error instanceof NotRead) {
        submission = unread
        setStatus(error.status)
      }
      const { conflict, again, refusal, ...reasons } = await explain(error, values)
      if (bare && refusal) return await turnBack(await requestPath(), refusal)
      return { ...answer(submission, { error: reasons }, again), ...(conflict && { conflict }) }
    }
  }
  return action
}

/** The form of somebody whose session is over: it asks them to sign in, and is back once they have. */
async function signedOut(submission: Submission): Promise<Answer> {
  const { error, signIn } = await signInWithin(submission)
  const { signIn: _, ...payload } = submission.payload
  const back = signIn === 'done' ? { ...submission, payload } : submission
  return { ...answer({ ...back, intent: null }, { error }), signIn }
}

function changeList(submission: Submission, lists: Lists): Payload {
  const changed = resolveListIntent(submission, lists)
  if (!changed) throw new Refused('This button is not known here. Open the page again.')
  return changed
}
