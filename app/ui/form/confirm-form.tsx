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
  /** What it is about, at which version, and whatever else the action is told; undefined when that went meanwhile. */
  target: { id: number; version: number; [name: string]: number } | undefined
  submission: string
  title: string
  /** What the button says. */
  button: string
  danger?: boolean
  /** Where "Cancel" leads. */
  back: string
  /** What will happen. */
  children: ReactNode
}

/** A step that is confirmed on a page of its own. When somebody else made a change meanwhile, it says so and asks again. */
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
      conflict={({ version, changes, now }) => (
        <>
          <h2>Changes by somebody else</h2>
          {now ? <p>{now}</p> : changes && <Differences of={changes} />}
          {confirmation(version)}
        </>
      )}
    >
      {confirmation()}
    </Form>
  )
}
