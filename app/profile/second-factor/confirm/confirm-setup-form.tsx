'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#actions/form/form.schema.ts'
import { confirmForm } from '#actions/second-factor.schema.ts'
import { Field } from '../../../ui/form/field.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { SubmitButton } from '../../../ui/form/submit-button.tsx'
import { Link } from '../../../ui/link.tsx'

type Props = { action: FormAction; submission: string; children: ReactNode }

export function ConfirmSetupForm({ action, submission, children }: Props) {
  return (
    <Form action={action} schema={confirmForm} submission={submission} title="Add Rollcall to your app">
      {children}
      <Field
        name="oneTimePassword"
        label="Code from your app"
        hint="Six digits"
        spellCheck={false}
        autoComplete="one-time-code"
      />
      <p className="actions">
        <SubmitButton>Turn it on</SubmitButton>
        <Link href="/profile/second-factor">Cancel</Link>
      </p>
    </Form>
  )
}
