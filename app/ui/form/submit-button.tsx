'use client'

import { use } from 'react'
import { FormStatus } from './form-status.ts'

type Props = {
  children: string
  danger?: boolean
  /** Beside the one that the form is for. */
  quiet?: boolean
  /** Which step it asks for, in a form with several. */
  name?: string
  value?: string
}

/** Sends the form around it. It keeps its label while the form is on its way, and is never disabled. */
export function SubmitButton({ children, danger, quiet, name, value }: Props) {
  const { pending } = use(FormStatus)
  return (
    <button
      className={danger ? 'button danger' : quiet ? 'button quiet' : 'button'}
      type="submit"
      name={name}
      value={value}
      aria-disabled={pending || undefined}
    >
      {children}
    </button>
  )
}
