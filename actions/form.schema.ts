import type { SubmissionResult } from '@conform-to/react/future'
import * as z from 'zod/mini'

/** The id of one rendering of a form: sent twice, it acts once. */
export const submissionId = z.uuid()

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
  /** A fresh submission id: the old one may have been used. */
  submission: string
  conflict?: Conflict
} | null

/** An action as `useActionState` calls it. */
export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>
