'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { codeForm } from '#actions/sessions.schema.ts'
import { CodeField } from '../../ui/form/code-field.tsx'
import { HiddenField } from '../../ui/form/field-hidden.tsx'
import { Form } from '../../ui/form/form.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'

/** `next` is the page to open afterwards. It is untrusted input. */
type Props = { action: FormAction; submission: string; next: string }

export function CodeForm({ action, submission, next }: Props) {
  return (
    <Form
      action={action}
      schema={codeForm}
      defaultValue={{ next }}
      submission={submission}
      title="Enter your code"
    >
      <HiddenField name="next" />
      <CodeField />
      <p className="actions">
        <SubmitButton>Sign in</SubmitButton>
      </p>
    </Form>
  )
}
