'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#actions/form/form.schema.ts'
import { bothFactorsForm } from '#actions/second-factor.schema.ts'
import { CodeField } from '../../ui/form/code-field.tsx'
import { Form } from '../../ui/form/form.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Link } from '../../ui/link.tsx'
import { CurrentPassword } from './current-password.tsx'

type Props = {
  action: FormAction
  submission: string
  title: string
  button: string
  danger?: boolean
  email: string
  children: ReactNode
}

export function BothFactorsForm({ action, submission, title, button, danger, email, children }: Props) {
  return (
    <Form action={action} schema={bothFactorsForm} submission={submission} title={title}>
      {children}
      <CurrentPassword email={email} />
      <CodeField />
      <p className="actions">
        <SubmitButton danger={danger ?? false}>{button}</SubmitButton>
        <Link href="/profile/second-factor">Cancel</Link>
      </p>
    </Form>
  )
}
