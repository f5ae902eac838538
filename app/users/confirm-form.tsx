'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import type { FormAction } from '#actions/form.schema.ts'
import { HiddenField } from '../ui/field-hidden.tsx'
import { Form } from '../ui/form.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { Changes } from './changes.tsx'

type Props = {
  action: FormAction
  /** Which user at which version, and whatever else the action is told; undefined when the user went meanwhile. */
  target: { version: number; [name: string]: number } | undefined
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

/** A step that is confirmed on a page of its own. When the user changed meanwhile, it shows what, and asks again. */
export function ConfirmForm({ target, button, danger = false, back, children, ...form }: Props) {
  const confirmation = (version?: number) => (
    <>
      <HiddenField name="id" />
      <HiddenField name="version" value={version} />
      <HiddenField name="to" />
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
      conflict={({ version, base, theirs }) => (
        <>
          <h2>What changed meanwhile</h2>
          {base && <Changes before={base} after={theirs} />}
          {confirmation(version)}
        </>
      )}
    >
      {confirmation()}
    </Form>
  )
}
