'use client'

import { useFormMetadata } from '@conform-to/react/future'
import { useEffect } from 'react'

const id = 'error-summary'

/** Everything that kept the form from being saved, each with a link to its field. Takes focus when it appears. */
export function ErrorSummary() {
  const form = useFormMetadata()
  useEffect(focusErrorSummary, [])
  return (
    <div
      id={id}
      className="error-summary"
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without scripts this is how the summary takes focus
      autoFocus
      aria-labelledby={`${id}-title`}
    >
      <h2 id={`${id}-title`}>There is a problem</h2>
      <ul>
        {form.errors?.map((error: string) => (
          <li key={error}>{error}</li>
        ))}
        {Object.entries(form.fieldErrors).map(([name, errors]) => (
          <li key={name}>
            <a href={`#${form.getField(name).id}`}>{errors[0]}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Moves focus to the summary where it is shown already; a new one takes it by itself. */
export function focusErrorSummary(): void {
  document.getElementById(id)?.focus()
}
