'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { passwordForm } from '#actions/passwords.schema.ts'
import { Field } from '../ui/form/field.tsx'
import { Form } from '../ui/form/form.tsx'
import { NewPasswordField } from '../ui/form/new-password-field.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'
import { Username } from '../ui/form/username.tsx'

type Props = { action: FormAction; submission: string; email: string }

export function PasswordForm({ action, submission, email }: Props) {
  return (
    <Form action={action} schema={passwordForm} submission={submission} title="Your profile">
      <h2>Change password</h2>
      <Username email={email} />
      <Field
        name="currentPassword"
        label="Current password"
        type="password"
        autoComplete="current-password"
      />
      <NewPasswordField label="New password" />
      <p className="actions">
        <SubmitButton>Change password</SubmitButton>
      </p>
    </Form>
  )
}
