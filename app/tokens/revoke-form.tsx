'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { HiddenField } from '../ui/form/field-hidden.tsx'
import { Form } from '../ui/form/form.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'
import { Link } from '../ui/link.tsx'

type Props = {
  action: FormAction
  /** Undefined when it ended while the form was open. */
  token: { id: number; name: string } | undefined
  submission: string
}

export function RevokeForm({ action, token, submission }: Props) {
  return (
    <Form
      action={action}
      defaultValue={token && { id: token.id }}
      submission={submission}
      title={token ? `Revoke ${token.name}` : 'Revoke token'}
    >
      <HiddenField name="id" />
      <p>Every system that uses this token stops reading the directory at once. Nobody can undo this.</p>
      <p className="actions">
        <SubmitButton danger>Revoke token</SubmitButton>
        <Link href="/tokens">Cancel</Link>
      </p>
    </Form>
  )
}
