'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#actions/form/form.schema.ts'
import { Link } from '../link.tsx'
import { Differences } from './differences.tsx'
import { HiddenField } from './field-hidden.tsx'
import { Form } from './form.tsx'
import { SubmitButton } from './submit-button.tsx'

export type Confirmation = {
  action: FormAction
  /** The record, its version, and other values for the action; undefined when the record is gone. */
  target: { id: number; version: number; [name: string]: number } | undefined
  submission: string
  title: string
  button: string
  danger?: boolean
  back: string
  children: ReactNode
}

/** Confirms a step on its own page. If somebody else changed the record first, it says so and asks again. */
export function ConfirmForm({ target, button, danger = false, back, children, ...form }: Confirmation) {
  const confirmation = (version?: number) => (
    <>
      <HiddenField name="id" />
      <HiddenField name="version" value={version} />
      {children}
      <p className="actions">
        <SubmitButton danger={danger}>{button}</SubmitButton>
        <Link href={back}>Cancel</Link>
      </p>
    </>
  )
  return (
    <Form
      {...form}
      defaultValue={target}
      conflict={({ version, who, changes, now }) => (
        <>
          <h2>Changes by {who}</h2>
          {now ? <p>{now}</p> : changes && <Differences of={changes} />}
          {confirmation(version)}
        </>
      )}
    >
      {confirmation()}
    </Form>
  )
}
