import { parseSubmission, type Submission } from '@conform-to/dom/future'
import { settleConflict } from './conflict.server.ts'
import { areFieldNamesBounded, reactPrefix } from './field-names.server.ts'
import { intentName } from './form.schema.ts'
import { Refused } from './form-errors.server.ts'
import { checkSize, type Limits } from './form-size.server.ts'
import { intentOf, type Lists } from './list-intent.server.ts'

/** A form of which nothing was read. */
export const unread: Submission = { payload: {}, fields: [], intent: null }

/** What was posted. @throws Refused or NotRead before parsing what no form of ours sends */
export function readSubmission(data: unknown, lists: Lists, limits: Limits): Submission {
  if (data instanceof FormData) checkSize(data, limits)
  if (!(data instanceof FormData) || !areFieldNamesBounded(data, intentName))
    throw new Refused('This form has fields that are not known here. Open the page again.')
  const skipEntry = (name: string) => name.startsWith(reactPrefix)
  const submission = parseSubmission(data, { intentName, skipEntry })
  const payload = settleConflict(submission.payload)
  // A list field renders rows and nothing else.
  for (const name of Object.keys(lists)) if (!Array.isArray(payload[name])) delete payload[name]
  return { ...submission, payload, intent: intentOf(submission) }
}
