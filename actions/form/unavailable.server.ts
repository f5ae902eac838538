import type { ServerResponse } from 'node:http'
import { presentResponse, setRetryLater } from '../request/response-status.server.ts'
import type { FormAction } from './form.schema.ts'

type BareForm = { action: FormAction; data: FormData }
type State = { unavailable?: boolean; bareForm?: BareForm }

/** What is said of a form while the database is away: it may be saved all the same, and only the answer was lost. */
export const unconfirmed = 'We could not confirm that this was saved. Send it again: it is saved once at most'

// React's cache() does not reach from an action to the page that is its answer, so it hangs on the response.
const shared = globalThis as { rollcallAnswers?: WeakMap<ServerResponse, State> }

/** The present request found the database away: its answer says when to try again, and nothing more is asked for it. */
export function markUnavailable(): void {
  const state = present()
  if (state) state.unavailable = true
  setRetryLater()
}

/** Whether the present request found the database away. */
export function foundUnavailable(): boolean {
  return present()?.unavailable ?? false
}

/** Keeps a form in which nothing is typed for its answer: without the database, its own page cannot be shown. */
export function keepBareForm(form: BareForm): void {
  const state = present()
  if (state) state.bareForm = form
}

/** The form that was kept, if the present request is one. */
export function keptBareForm(): BareForm | undefined {
  return present()?.bareForm
}

function present(): State | undefined {
  const response = presentResponse()
  if (!response) return undefined
  shared.rollcallAnswers ??= new WeakMap()
  const state = shared.rollcallAnswers.get(response) ?? {}
  shared.rollcallAnswers.set(response, state)
  return state
}
