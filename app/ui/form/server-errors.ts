import type { FormError, FormValue } from '@conform-to/react/future'
import type { FormState } from '#actions/form/form.schema.ts'

type Payload = Record<string, FormValue>

/**
 * Adds errors that only the server can find, such as an email that another person has. Each one stays until its field
 * has another value than the one sent.
 */
export function withServerErrors(payload: Payload, error: FormError, state: FormState): FormError {
  const sent = state?.result.submission.payload ?? {}
  const fromServer = Object.entries(state?.result.error?.fieldErrors ?? {})
  const current = fromServer.filter(([name]) => name in sent && String(sent[name]) === String(payload[name]))
  return { ...error, fieldErrors: { ...Object.fromEntries(current), ...error.fieldErrors } }
}
