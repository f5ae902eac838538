'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { identityForm } from '#actions/sessions.schema.ts'
import { CodeField } from '../../ui/form/code-field.tsx'
import { HiddenField } from '../../ui/form/field-hidden.tsx'
import { Form } from '../../ui/form/form.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Link } from '../../ui/link.tsx'
import { CurrentPassword } from '../second-factor/current-password.tsx'

/** `next` is the page to open afterwards. It is untrusted input. */
type Props = { action: FormAction; submission: string; next: string; email: string; hasSecondFactor: boolean }

export function IdentityForm({ action, submission, next, email, hasSecondFactor }: Props) {
  return (
    <Form
      action={action}
      schema={identityForm}
      defaultValue={{ next }}
      submission={submission}
      title="Confirm it is you"
    >
      <HiddenField name="next" />
      <p>
        Somebody else may be at a browser that you left open. So a few steps ask who you are, once in 15
        minutes at most.
      </p>
      <CurrentPassword email={email} />
      {hasSecondFactor && <CodeField />}
      <p className="actions">
        <SubmitButton>Confirm it is you</SubmitButton>
        <Link href="/profile">Cancel</Link>
      </p>
    </Form>
  )
}
