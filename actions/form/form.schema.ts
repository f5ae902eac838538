import type { SubmissionResult } from '@conform-to/react/future'

/** The name of the buttons of a list field; their value says what they ask for. */
export const intentName = '__INTENT__'

/** What the button asks for that narrows a long list of boxes by the word in the field `find`. It saves nothing. */
export const findIntent = 'find()'

/** The name of the button that Enter presses. */
export const enterName = 'enter'

/** The name of the field in which a button that is a form of its own carries what it says. */
export const buttonName = 'button'

/** A field that differs between two states of something, each side as text to show; '' when not set. */
export type Difference = { name: string; label: string; before: string; after: string }

/** A field of which one of two texts is kept: what was sent, or what somebody else saved. */
export type Choice = {
  name: string
  label: string
  yours: string
  theirs: string
  /** The one that is chosen at first. */
  first: 'yours' | 'theirs'
}

/** Somebody saved first. Worded on the server, so that browsers load no words and no names for it. */
export type Conflict = {
  /** The version now. */
  version: number
  /** What was sent. */
  yours: Record<string, unknown>
  /** The present values of the fields to choose for. */
  theirs: Record<string, unknown>
  choices: readonly Choice[]
  /** What they changed, where that is known. */
  changes?: readonly Difference[]
  /** A sentence about how it is now, in place of the changes. */
  now?: string
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
