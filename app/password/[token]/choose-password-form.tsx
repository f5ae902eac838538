'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { choosePasswordForm } from '#actions/passwords.schema.ts'
import { HiddenField } from '../../ui/form/field-hidden.tsx'
import { Form } from '../../ui/form/form.tsx'
import { NewPasswordField } from '../../ui/form/new-password-field.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Username } from '../../ui/form/username.tsx'

type Props = { action: FormAction; submission: string; token: string; email: string }

export function ChoosePasswordForm({ action, submission, token, email }: Props) {
  return (
    <Form
      action={action}
      schema={choosePasswordForm}
      defaultValue={{ token }}
      submission={submission}
      title="Choose your password"
    >
      <HiddenField name="token" />
      <Username email={email} />
      <NewPasswordField label="New password" />
      <p className="actions">
        <SubmitButton>Save password</SubmitButton>
      </p>
    </Form>
  )
}
