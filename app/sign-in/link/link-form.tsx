'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { linkForm } from '#actions/sessions.schema.ts'
import { Field } from '../../ui/form/field.tsx'
import { HiddenField } from '../../ui/form/field-hidden.tsx'
import { Form } from '../../ui/form/form.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'

/** `next` is the page to open afterwards. It is untrusted input. */
type Props = { action: FormAction; submission: string; next: string }

export function LinkForm({ action, submission, next }: Props) {
  return (
    <Form
      action={action}
      schema={linkForm}
      defaultValue={{ next }}
      submission={submission}
      title="Sign in with a link"
    >
      <HiddenField name="next" />
      <p>Enter the email of your account. A link that signs you in is sent there.</p>
      <Field name="email" label="Email" type="email" spellCheck={false} autoComplete="username" />
      <p className="actions">
        <SubmitButton>Email me a link</SubmitButton>
      </p>
    </Form>
  )
}
