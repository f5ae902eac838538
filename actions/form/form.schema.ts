import type { SubmissionResult } from '@conform-to/react/future'

/** The name of the buttons of a list field; their value says what they ask for. */
export const intentName = '__INTENT__'

/** What the button asks for that narrows a long list of boxes by the word in the field `find`. It saves nothing. */
export const findIntent = 'find()'

/** The name of the button that Enter presses. */
export const enterName = 'enter'

/** The name of the field in which a button that is a form of its own carries what it says. */
export const buttonName = 'button'

/** Somebody saved first: what was sent, what stands now, and what both started from where that is known. */
export type Conflict = {
  version: number
  yours: Record<string, unknown>
  theirs: Record<string, unknown>
  base: Record<string, unknown> | undefined
}

/** What an action answers when it does not redirect. null before the first submit. */
export type FormState = {
  /** Everything typed, and its errors. */
  result: SubmissionResult
  /** The submission id to send next. */
  submission: string
  conflict?: Conflict
  /** The list button that was answered, such as `insert({...})`. */
  answered?: string
  /** Whoever sent it was not signed in: they are asked to, and everything typed waits. Afterwards it is back. */
  signIn?: 'wanted' | 'done'
} | null

/** What a form holds, by field name, as it was sent. */
export type Payload = SubmissionResult['submission']['payload']

/** An action as `useActionState` calls it. */
export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>
