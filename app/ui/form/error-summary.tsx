'use client'

import { useFormMetadata } from '@conform-to/react/future'
import { useEffect, useRef } from 'react'
import { ErrorSummaryFrame, errorSummary } from './error-summary-frame.tsx'

type Props = {
  unreachable: boolean
}

export function ErrorSummary({ unreachable }: Props) {
  const form = useFormMetadata()
  return (
    <ErrorSummaryFrame>
      {unreachable && (
        <li>
          The form could not be sent. Check your connection and try again, or copy your text and reload the
          page.
        </li>
      )}
      {form.errors?.map((error: string) => (
        <li key={error}>{error}</li>
      ))}
      {Object.entries(form.fieldErrors).map(([name, errors]) => (
        <li key={name}>
          <a href={`#${form.getField(name).id}`}>{errors[0]}</a>
        </li>
      ))}
    </ErrorSummaryFrame>
  )
}

/**
 * Moves focus to the summary after a form was refused, and never while somebody types.
 * @param answer - of the server; each new answer takes focus
 * @returns a function that takes focus once the summary is on the page, for errors that scripts found
 */
export function useErrorFocus(answer: unknown): () => void {
  const wanted = useRef(false)
  const seen = useRef(answer)
  useEffect(() => {
    if (!wanted.current && seen.current === answer) return
    wanted.current = false
    seen.current = answer
    document.getElementById(errorSummary)?.focus()
  })
  return () => {
    wanted.current = true
  }
}
