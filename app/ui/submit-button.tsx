'use client'

import { use } from 'react'
import { FormStatus } from './form-status.ts'

type Props = { children: string; danger?: boolean }

/** Sends the form around it. It keeps its label while the form is on its way, and is never disabled. */
export function SubmitButton({ children, danger }: Props) {
  const { pending } = use(FormStatus)
  return (
    <button
      className={danger ? 'button danger' : 'button'}
      type="submit"
      aria-disabled={pending || undefined}
    >
      {children}
    </button>
  )
}
