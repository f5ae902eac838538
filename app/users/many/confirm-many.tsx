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
  /** What the action is told. */
  values: Record<string, string>
  /** Where "Cancel" leads. */
  back: string
  /** What will happen. */
  children: ReactNode
}

/** A change of many users, confirmed on a page of its own. Refused, the page shows anew how they stand now. */
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
