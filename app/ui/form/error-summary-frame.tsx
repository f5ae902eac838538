import type { ReactNode } from 'react'

export const errorSummary = 'error-summary'

export function ErrorSummaryFrame({ children }: { children: ReactNode }) {
  return (
    <div
      id={errorSummary}
      className="error-summary"
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without scripts this is how the summary takes focus
      autoFocus
      aria-labelledby={`${errorSummary}-title`}
    >
      <h2 id={`${errorSummary}-title`}>There is a problem</h2>
      <ul>{children}</ul>
    </div>
  )
}
