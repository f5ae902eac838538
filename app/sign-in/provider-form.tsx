'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { providerForm } from '#actions/sessions.schema.ts'
import { HiddenField } from '../ui/form/field-hidden.tsx'
import { Form } from '../ui/form/form.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'

type Props = {
  action: FormAction
  submission: string
  /** The page to open afterwards. It is untrusted input. */
  next: string
  /** The person who is already signed in from this browser. */
  present?: string | undefined
  /** They confirm that it is them. */
  again?: boolean
}

export function ProviderForm({ action, submission, next, present, again }: Props) {
  return (
    <Form
      action={action}
      schema={providerForm}
      defaultValue={{ next, again: again && 'on' }}
      submission={submission}
      title={again ? 'Confirm it is you' : 'Sign in'}
    >
      <HiddenField name="next" />
      {again && (
        <>
          <HiddenField name="again" />
          <p>Single sign-on asks who you are, and leads you back here.</p>
        </>
      )}
      {present && (
        <p>
          You are signed in as <strong>{present}</strong>. Signing in again ends that session.
        </p>
      )}
      <p className="actions">
        <SubmitButton>Sign in with single sign-on</SubmitButton>
      </p>
    </Form>
  )
}
