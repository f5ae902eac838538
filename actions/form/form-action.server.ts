import type { Submission } from '@conform-to/dom/future'
import { formatResult } from '@conform-to/zod/v4/future'
import { headers } from 'next/headers'
import { safeParse } from 'zod'
import type * as z from 'zod/mini'
import { isConfirmed } from '#db/accounts/confirm.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { database, type Trx } from '#db/database.ts'
import { may, type Permission } from '#db/policy.ts'
import type { Outcome } from '#db/submissions.ts'
import { enterByProxy } from '../request/enter-by-proxy.server.ts'
import { keepAnswer } from '../request/kept-answers.server.ts'
import { confirmPath, requestPath, secondFactorPath, signInPath } from '../request/path.server.ts'
import { setStatus } from '../request/response-status.server.ts'
import { isSameOrigin } from '../request/same-origin.server.ts'
import { currentViewer } from '../request/viewer.server.ts'
import { explain, NotRead, Refused, TooLarge } from './errors.server.ts'
import type { FormAction, FormState, Payload } from './form.schema.ts'
import { confirmWithin } from './identity.server.ts'
import { type Lists, resolveListIntent } from './list-intent.server.ts'
import { follow, turnBack } from './notice.server.ts'
import { saveEachTime, saveOnce, type Work } from './once.server.ts'
import { deny, lacksSecondFactor, stillMay } from './rights.server.ts'
import { signInWithin } from './signed-out.server.ts'
import { checkSize, type Limits, limitsOf } from './size.server.ts'
import { type Answer, answer, idOf, readSubmission, unread } from './submission.server.ts'
import { keepBareForm } from './unavailable.server.ts'

type ActorOf<P extends Permission> = P extends 'enter' ? SignedIn | undefined : SignedIn

type Options<P extends Permission, Values, Prepared> = {
  may: P
  /** The list fields whose rows buttons add, remove and move. */
  lists?: Lists
  /** Slow work that comes before the transaction, such as hashing a password. */
  prepare?: (values: Values, actor: ActorOf<P>) => Promise<Prepared>
  /** A refusal becomes a notice on the form's page, which shows the present state. For forms that are only a button. */
  buttonAlone?: boolean
  /** Nothing typed can be kept, so people without a session are sent to sign in. By default only of a `buttonAlone`. */
  keepsNothing?: boolean
  takesFile?: boolean
  /** The sender must have proved who they are within the last 15 minutes. */
  confirms?: boolean
  /** The same rendering of the form acts each time it is sent, because its result is kept in the browser. */
  mayRepeat?: boolean
}
type Context<P extends Permission, Prepared> = {
  actor: ActorOf<P>
  trx: Trx
  prepared: Prepared
  /** Runs work after the commit, such as setting a cookie. */
  afterwards: (work: () => Promise<void>) => void
}
type Handler<P extends Permission, Values, Prepared> = (
  values: Values,
  context: Context<P, Prepared>,
) => Promise<Outcome>

type Posted = { submission: Submission; values: Record<string, unknown> }

/**
 * Makes a server action of a schema and a handler. Its steps are receive, admit, change rows, validate, once, follow;
 * DECISIONS.md explains the order. The handler runs in one transaction, once for each rendered form.
 * A refused form comes back as form state with everything typed except passwords; a button alone redirects to its page.
 */
export function formAction<Schema extends z.ZodMiniObject, P extends Permission, Prepared = undefined>(
  schema: Schema,
  options: Options<P, z.output<Schema>, Prepared>,
  handle: Handler<P, z.output<Schema>, Prepared>,
): FormAction {
  const { may: permission, lists = {}, buttonAlone = false, keepsNothing = buttonAlone } = options

  const action: FormAction = async (previous, data) => {
    const state = await act(previous, data)
    // A stranger gets no cookie.
    if (!state?.signIn) await keepAnswer()
    return state
  }

  async function act(previous: FormState, data: FormData): Promise<FormState> {
    const posted: Posted = { submission: unread, values: {} }
    try {
      const limits = await receive(posted, data)
      const { actor, answer: signIn } = await admit(posted.submission, data, limits)
      if (signIn) return signIn
      if (posted.submission.intent !== null) return changeRows(posted.submission, previous)
      const error = validate(posted)
      if (error) return answer(posted.submission, { error })
      return await follow(await once(posted, actor))
    } catch (error) {
      return refuse(posted, error)
    }
  }

  /** @throws NotRead, TooLarge, Refused */
  async function receive(posted: Posted, data: FormData): Promise<Limits> {
    const limits = await limitsOf(options.takesFile ?? false)
    posted.submission = readSubmission(data, lists, limits)
    if (buttonAlone) keepBareForm({ action, data })
    if (!isSameOrigin(await headers()))
      throw new Refused('This form was sent from another site. Send it from here.')
    return limits
  }

  /** Throws, or asks for a sign-in, unless the sender has the permission. */
  async function admit(
    submission: Submission,
    data: FormData,
    limits: Limits,
  ): Promise<{ actor?: SignedIn | undefined; answer?: Answer | undefined }> {
    const actor = await currentViewer()
    const isAllowed = may(actor, permission)
    if (actor && !isAllowed) await deny(actor, permission)
    if (actor) return { actor, answer: await prove(actor, submission) }
    if (!isAllowed && keepsNothing) return sendToSignIn()
    // Until here, even a forged cookie counted as a session.
    checkSize(data, { ...limits, signedIn: false })
    return isAllowed ? {} : { answer: await signedOut(submission) }
  }

  /** Turns back, or asks, an admin who must set up a second factor or confirm that it is them. @throws Refused */
  async function prove(actor: SignedIn, submission: Submission): Promise<Answer | undefined> {
    if (await lacksSecondFactor(actor, permission)) {
      if (keepsNothing) return turnBack(secondFactorPath, 'second-factor-wanted')
      throw new Refused(
        'Admins need a second factor here. Turn it on in another window, on your profile, then send this again.',
      )
    }
    if (!options.confirms || submission.intent !== null) return undefined
    if (await isConfirmed(database(), actor)) return undefined
    if (keepsNothing) return turnBack(await confirmPath(), 'confirm-first')
    return confirmWithin(actor, submission)
  }

  /** Answers a button for rows before anything is validated, because a row may be half filled in. */
  function changeRows(submission: Submission, previous: FormState): Answer {
    const payload = changeList(submission, lists)
    // A form that shows errors keeps showing them while its rows change.
    const error = previous?.result?.error ? check(payload).error : null
    return {
      ...answer({ ...submission, payload, intent: null }, { error }),
      answered: submission.intent ?? '',
    }
  }

  /** @returns the errors, or null when `posted` has the values */
  function validate(posted: Posted) {
    const checked = check(posted.submission.payload)
    if (!checked.error) posted.values = checked.value as z.output<Schema>
    return checked.error
  }

  function check(payload: Payload) {
    return formatResult(safeParse(schema, payload), { includeValue: true })
  }

  function once({ submission, values }: Posted, found: SignedIn | undefined): Promise<Outcome> {
    const [valid, actor] = [values as z.output<Schema>, found as ActorOf<P>]
    const work: Work<Prepared> = {
      queue: permission === 'edit' || permission === 'erase' ? 'directory' : 'accounts',
      prepare: async () => (await options.prepare?.(valid, actor)) as Prepared,
      save: async (trx, prepared, afterwards, present) => {
        await stillMay(trx, found, permission, present)
        return handle(valid, { actor, trx, prepared, afterwards })
      },
    }
    return options.mayRepeat ? saveEachTime(work) : saveOnce(idOf(submission), valid, work, found?.session)
  }

  /** @throws Next's own signals */
  async function refuse({ submission, values }: Posted, error: unknown): Promise<Answer> {
    if (error instanceof TooLarge) return turnBack(await requestPath(), 'too-large')
    if (error instanceof NotRead) setStatus(error.status)
    const { conflict, again, refusal, ...reasons } = await explain(error, values)
    if (buttonAlone && refusal) return turnBack(await requestPath(), refusal)
    const kept = error instanceof NotRead ? unread : submission
    return { ...answer(kept, { error: reasons }, again), ...(conflict && { conflict }) }
  }

  return action
}

async function sendToSignIn(): Promise<never> {
  if (await enterByProxy()) return turnBack(await requestPath(), 'signed-in-again')
  return turnBack(await signInPath(), 'not-signed-in')
}

/** Asks for a sign-in inside the form, and then shows the form again. */
async function signedOut(submission: Submission): Promise<Answer> {
  const { error, ...asks } = await signInWithin(submission)
  const { signIn: _, ...payload } = submission.payload
  const back = asks.signIn === 'done' ? { ...submission, payload } : submission
  return { ...answer({ ...back, intent: null }, { error }), ...asks }
}

function changeList(submission: Submission, lists: Lists): Payload {
  const changed = resolveListIntent(submission, lists)
  if (!changed) throw new Refused('This button is not known here. Open the page again.')
  return changed
}
