'use client'

import type { ReactNode } from 'react'
import { buttonName, type FormAction } from '#actions/form/form.schema.ts'
import { Form } from '../../ui/form/form.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Link } from '../../ui/link.tsx'

type Props = {
  action: FormAction
  submission: string
  title: string
  button: string
  danger?: boolean
  values: Record<string, string>
  back: string
  children: ReactNode
}

/** Confirms a change of many users. After a refusal the page shows their present state. */
export function ConfirmMany({ values, button, danger = false, back, children, ...form }: Props) {
  return (
    <Form {...form}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name={buttonName} value={button} />
      {children}
      <p className="actions">
        <SubmitButton danger={danger}>{button}</SubmitButton>
        <Link href={back}>Cancel</Link>
      </p>
    </Form>
  )
}
