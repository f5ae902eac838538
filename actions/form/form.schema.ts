import type { SubmissionResult } from '@conform-to/react/future'

/** The name of the buttons of a list field; their value is the intent. */
export const intentName = '__INTENT__'

/** The intent that narrows a long list of boxes by the word in the field `find`. It saves nothing. */
export const findIntent = 'find()'

/** The name of the button that Enter presses. */
export const enterName = 'enter'

/** The field in which a form that is only a button sends its label. */
export const buttonName = 'button'

/** Each side is text to show; '' when not set. */
export type Difference = { name: string; label: string; before: string; after: string }

/** A field of which one of two texts is kept: the one that was sent, or the one that somebody else saved. */
export type Choice = { name: string; label: string; yours: string; theirs: string }

/** Somebody else saved first. Worded on the server, so that browsers do not load the words. */
export type Conflict = {
  version: number
  who: string
  /** The moment of their last change, and its words; absent when it is not known. */
  at?: string
  time?: string
  /** The values to send, with those that only the others changed. */
  yours: Record<string, unknown>
  /** The present values of the fields to choose for. */
  theirs: Record<string, unknown>
  choices: readonly Choice[]
  /** A line for each field that one side alone changed. */
  kept: readonly string[]
  changes?: readonly Difference[]
  /** A sentence about the present state, in place of the changes. */
  now?: string
}

/** What a form asks its sender for before it goes on. Worded on the server, so that browsers do not load the words. */
export type Asked = {
  title: string
  message: string
  fields: readonly {
    name: `signIn.${string}`
    label: string
    hint?: string
    type?: 'email' | 'password'
    autoComplete?: 'username' | 'current-password' | 'one-time-code'
    optional?: boolean
    readOnly?: boolean
  }[]
  /** To confirm in another window. */
  link?: string
}

/** The answer of an action that does not redirect; null before the first submit. */
export type FormState = {
  result: SubmissionResult
  submission: string
  conflict?: Conflict
  /** The list button that was answered, such as `insert({...})`. */
  answered?: string
  /**
   * The sender was not signed in: the form asks for a sign-in, and afterwards shows everything typed again. Or they have
   * to confirm that it is them; afterwards the form goes on.
   */
  signIn?: 'wanted' | 'done'
  asked?: Asked
} | null

/** Values by field name, as sent. */
export type Payload = SubmissionResult['submission']['payload']

export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>
