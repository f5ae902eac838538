import type { ReactNode } from 'react'

/** The id of the summary of errors on a page. */
export const errorSummary = 'error-summary'

/** The list of what kept something from being done, which takes focus. Its items are the children. */
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
