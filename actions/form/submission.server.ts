import { randomUUID } from 'node:crypto'
import { parseSubmission, report, type Submission } from '@conform-to/dom/future'
import { uuid } from 'zod'
import { settleConflict } from './conflict.server.ts'
import { Refused } from './errors.server.ts'
import { areFieldNamesBounded, reactPrefix } from './field-names.server.ts'
import { type FormState, intentName } from './form.schema.ts'
import { intentOf, type Lists } from './list-intent.server.ts'
import { typedInSecret } from './once.server.ts'
import { checkSize, type Limits } from './size.server.ts'

export type Answer = NonNullable<FormState>

/** Identifies one rendering of a form: sent twice, it is saved once. */
const submissionId = uuid()

export const unread: Submission = { payload: {}, fields: [], intent: null }

/** @throws Refused or NotRead before parsing, for data that none of our forms sends */
export function readSubmission(data: unknown, lists: Lists, limits: Limits): Submission {
  if (data instanceof FormData) checkSize(data, limits)
  if (!(data instanceof FormData) || !areFieldNamesBounded(data, intentName))
    throw new Refused('This form has fields that are not known here. Open the page again.')
  const skipEntry = (name: string) => name.startsWith(reactPrefix)
  const submission = parseSubmission(data, { intentName, skipEntry })
  const payload = settleConflict(submission.payload)
  // A list field has rows and nothing else.
  for (const name of Object.keys(lists)) if (!Array.isArray(payload[name])) delete payload[name]
  return { ...submission, payload, intent: intentOf(submission) }
}

/** Keeps the submission id, so that a save whose answer was lost is not repeated. */
export function answer(
  submission: Submission,
  result: Parameters<typeof report<string[]>>[1],
  again = false,
): Answer {
  const hideFields = submission.fields.filter((name) => typedInSecret.test(name))
  return {
    result: report<string[]>(submission, { ...result, hideFields }),
    submission: (again ? undefined : idOf(submission)) ?? randomUUID(),
  }
}

export function idOf({ payload }: Submission): string | undefined {
  return submissionId.safeParse(payload.submission).data
}
