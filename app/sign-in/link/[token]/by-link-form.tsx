'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { linkTarget } from '#actions/sessions.schema.ts'
import { HiddenField } from '../../../ui/form/field-hidden.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { SubmitButton } from '../../../ui/form/submit-button.tsx'

type Props = {
  action: FormAction
  submission: string
  token: string
  /** The email of the account, if another browser asked for the link. */
  elsewhere: string | undefined
  /** The person who is already signed in from this browser. */
  present: string | undefined
}

export function ByLinkForm({ action, submission, token, elsewhere, present }: Props) {
  return (
    <Form
      action={action}
      schema={linkTarget}
      defaultValue={{ token }}
      submission={submission}
      title={elsewhere ? 'Is this your link?' : 'Sign in'}
    >
      <HiddenField name="token" />
      {elsewhere && (
        <>
          <HiddenField name="elsewhere" value="confirmed" />
          <p>
            This link was asked for in another browser. It signs this browser in as{' '}
            <strong>{elsewhere}</strong>. Go on only if that is your own address and you asked for the link
            yourself. If somebody else sent you the link, close this page.
          </p>
        </>
      )}
      {present && (
        <p>
          You are signed in as <strong>{present}</strong>. Signing in again ends that session.
        </p>
      )}
      <p className="actions">
        <SubmitButton>{elsewhere ? 'It is mine: sign in' : 'Sign in'}</SubmitButton>
      </p>
    </Form>
  )
}
