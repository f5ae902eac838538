'use client'

type Props = {
  /** What the button says. */
  children: string
  /** What it acts on, for those who do not see where it stands. */
  of?: string
  /** The change that it asks of the list. */
  value: string
  autoFocus?: boolean
}

/** Adds, removes or moves a row of a list field. It submits the form, which then changes the list and saves nothing. */
export function ListButton({ children, of, value, autoFocus }: Props) {
  return (
    // biome-ignore lint/a11y/noAutofocus: it stands in for the button that was pressed and went with its row
    <button className="button quiet" type="submit" name="__INTENT__" value={value} autoFocus={autoFocus}>
      {children}
      {of && <span className="visually-hidden"> {of}</span>}
    </button>
  )
}
