'use client'

import { useField, useIntent } from '@conform-to/react/future'
import type { ReactNode } from 'react'
import { ListButton } from './list-button.tsx'
import { useListFocus } from './use-list-focus.ts'

type Row = {
  /** The prefix of the names of the row's fields, such as `links[1]`. */
  name: string
  title: string
  /** Its owner has just added the row, so its first field takes focus. */
  added: boolean
}

type Props = {
  name: string
  legend: string
  /** Names one row, in the singular: "link". */
  item: string
  most: number
  children: (row: Row) => ReactNode
}

/** Rows of fields that submit buttons add, remove and move; with scripts this needs no round trip. */
export function FieldList({ name, legend, item, most, children }: Props) {
  const field = useField<Record<string, unknown>[]>(name)
  const intent = useIntent(field.formId)
  const rows = field.getFieldList()
  const { focus, props } = useListFocus(rows.map(({ key }) => key).join(), rows.length)
  const [error] = field.errors ?? []
  const move = (from: number, to: number) => intent.reorder.serialize({ name, from, to })
  const isFocused = (row: number, part: string) =>
    typeof focus === 'object' && focus.row === row && focus.part === part
  return (
    <fieldset
      {...props}
      className="list"
      id={field.id}
      tabIndex={-1}
      aria-describedby={error && field.errorId}
    >
      <legend>
        {legend}
        <span className="optional"> (optional)</span>
      </legend>
      {error && (
        <p className="error" id={field.errorId}>
          {error}
        </p>
      )}
      {rows.map((row, index) => {
        const title = `${item} ${index + 1}`
        return (
          <div className="row" key={row.key}>
            {children({ name: row.name, title: capitalise(title), added: isFocused(index, 'field') })}
            <p className="row-buttons">
              {index > 0 && (
                <ListButton of={title} value={move(index, index - 1)} focused={isFocused(index, 'up')}>
                  Move up
                </ListButton>
              )}
              {index < rows.length - 1 && (
                <ListButton of={title} value={move(index, index + 1)} focused={isFocused(index, 'down')}>
                  Move down
                </ListButton>
              )}
              <ListButton of={title} value={intent.remove.serialize({ name, index })}>
                Remove
              </ListButton>
            </p>
          </div>
        )
      })}
      {rows.length < most && (
        <ListButton value={intent.insert.serialize({ name })} focused={focus === 'add'}>
          {`Add ${item}`}
        </ListButton>
      )}
    </fieldset>
  )
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
