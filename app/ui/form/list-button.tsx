'use client'

import { intentName } from '#actions/form/form.schema.ts'

type Props = {
  children: string
  /** The name of its row, for screen readers. */
  of?: string
  /** The intent, such as `insert({...})`. */
  value: string
  /** Takes focus, because of the list button that was pressed before. */
  focused?: boolean
}

/** Adds, removes or moves a row of a list field. It submits the form, which saves nothing. */
export function ListButton({ children, of, value, focused = false }: Props) {
  return (
    <button
      className="button quiet"
      type="submit"
      name={intentName}
      value={value}
      // biome-ignore lint/a11y/noAutofocus: without scripts this is how the keyboard keeps its place
      autoFocus={focused}
      data-focus={focused || undefined}
    >
      {children}
      {of && <span className="visually-hidden"> {of}</span>}
    </button>
  )
}
