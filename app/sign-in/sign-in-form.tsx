'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { signInForm } from '#actions/sessions.schema.ts'
import { Field } from '../ui/form/field.tsx'
import { HiddenField } from '../ui/form/field-hidden.tsx'
import { Form } from '../ui/form/form.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'

type Props = {
  action: FormAction
  submission: string
  /** The page to open afterwards. It is untrusted input. */
  next: string
  /** The person who is already signed in from this browser. */
  present: string | undefined
}

export function SignInForm({ action, submission, next, present }: Props) {
  return (
    <Form action={action} schema={signInForm} defaultValue={{ next }} submission={submission} title="Sign in">
      <HiddenField name="next" />
      {present && (
        <p>
          You are signed in as <strong>{present}</strong>. Signing in again ends that session.
        </p>
      )}
      <Field name="email" label="Email" type="email" autoComplete="username" />
      <Field name="password" label="Password" type="password" autoComplete="current-password" />
      <p className="actions">
        <SubmitButton>Sign in</SubmitButton>
      </p>
    </Form>
  )
}
