'use client'

import type { AccountFields } from '#actions/accounts.schema.ts'
import { type Confirmation, ConfirmForm } from '../ui/form/confirm-form.tsx'
import { Field } from '../ui/form/field.tsx'
import { roleLabels } from './labels.ts'

/** The form that erases an account. When it changed meanwhile, it says how the account stands now. */
export function EraseForm({ children, ...form }: Confirmation) {
  return (
    <ConfirmForm
      {...form}
      meanwhile={({ theirs: { email, role } }) => (
        <p>
          Its email is now {String(email)}, and its role {roleLabels[role as AccountFields['role']]}.
        </p>
      )}
    >
      {children}
      <Field name="confirmation" label="Email, to confirm" type="email" spellCheck={false} />
    </ConfirmForm>
  )
}
