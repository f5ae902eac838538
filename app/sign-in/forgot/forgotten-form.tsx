'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { forgottenForm } from '#actions/passwords.schema.ts'
import { Field } from '../../ui/form/field.tsx'
import { Form } from '../../ui/form/form.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'

type Props = { action: FormAction; submission: string }

export function ForgottenForm({ action, submission }: Props) {
  return (
    <Form action={action} schema={forgottenForm} submission={submission} title="Forgot your password?">
      <p>Enter the email of your account. A link to choose a new password is sent there.</p>
      <Field name="email" label="Email" type="email" spellCheck={false} autoComplete="username" />
      <p className="actions">
        <SubmitButton>Send link</SubmitButton>
      </p>
    </Form>
  )
}
