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
          It is the account {String(email)} now, and its role is {roleLabels[role as AccountFields['role']]}.
        </p>
      )}
    >
      {children}
      <Field name="confirmation" label="E-mail, to confirm" type="email" spellCheck={false} />
    </ConfirmForm>
  )
}
