'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#actions/form/form.schema.ts'
import { beginForm } from '#actions/second-factor.schema.ts'
import { Form } from '../../ui/form/form.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { CurrentPassword } from './current-password.tsx'

type Props = { action: FormAction; submission: string; email: string; children: ReactNode }

export function BeginForm({ action, submission, email, children }: Props) {
  return (
    <Form action={action} schema={beginForm} submission={submission} title="Second factor">
      {children}
      <p>
        With a second factor, signing in takes your password and a code of six digits from an app on your
        phone. Somebody who learns your password cannot sign in with it alone.
      </p>
      <CurrentPassword email={email} />
      <p className="actions">
        <SubmitButton>Set it up</SubmitButton>
      </p>
    </Form>
  )
}
