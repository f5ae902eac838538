import type { ServerResponse } from 'node:http'
import { presentResponse, setRetryLater } from '../request/response-status.server.ts'
import type { FormAction } from './form.schema.ts'

type BareForm = { action: FormAction; data: FormData }
type State = { unavailable?: boolean; bareForm?: BareForm }

/** The save may have succeeded even though the database did not confirm it. */
export const unconfirmed = 'We could not confirm that this was saved. Send it again: it is saved once at most'

// React's cache() does not reach from an action to the page that answers it, so the state belongs to the response.
const shared = globalThis as { rollcallAnswers?: WeakMap<ServerResponse, State> }

/** The answer says when to try again, and the rest of this request does not use the database. */
export function markUnavailable(): void {
  const state = present()
  if (state) state.unavailable = true
  setRetryLater()
}

export function foundUnavailable(): boolean {
  return present()?.unavailable ?? false
}

/** Keeps a form without typed fields for the answer, because its page needs the database. */
export function keepBareForm(form: BareForm): void {
  const state = present()
  if (state) state.bareForm = form
}

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
