'use client'

import { use } from 'react'
import { FormStatus } from '../../ui/form/form-status.ts'

/** Words for the time until the answer comes. Without scripts the browser shows that it waits. */
export function Working({ children }: { children: string }) {
  const { pending } = use(FormStatus)
  return (
    <p className="working" aria-live="polite">
      {pending && children}
    </p>
  )
}
