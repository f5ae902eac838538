'use client'

import { use } from 'react'
import { FormStatus } from './form-status.ts'

type Props = {
  children: string
  danger?: boolean
  /** For a button beside the main one. */
  quiet?: boolean
  name?: string
  value?: string
}

/** Keeps its label while the form is being sent, and is never disabled. */
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
