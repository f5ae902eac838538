'use client'

import { useField, useIntent } from '@conform-to/react/future'
import { use } from 'react'
import { mostLinks } from '#actions/users.schema.ts'
import { Field } from '../ui/field.tsx'
import { FormStatus } from '../ui/form-status.ts'
import { ListButton } from '../ui/list-button.tsx'
import { useListFocus } from '../ui/use-list-focus.ts'

const name = 'links'

/** The links of a user: rows added, removed and moved by submit buttons, which with scripts need no round trip. */
export function LinksField() {
  const field = useField<{ label: string; url: string }[]>(name)
  const intent = useIntent(field.formId)
  const { answered } = use(FormStatus)
  const rows = field.getFieldList()
  const list = useListFocus(rows.map(({ key }) => key ?? ''))
  const [error] = field.errors ?? []
  const move = (from: number, to: number) => intent.reorder.serialize({ name, from, to })
  return (
    <fieldset ref={list} className="list" id={field.id} tabIndex={-1} aria-describedby={error && field.errorId}>
      <legend>
        Links<span className="optional"> (optional)</span>
      </legend>
      {error && (
        <p className="error" id={field.errorId}>
          {error}
        </p>
      )}
      {rows.map((row, index) => (
        <div className="row" key={row.key}>
          <Field
            name={`${row.name}.url`}
            label={`Link ${index + 1} address`}
            type="url"
            autoFocus={index === rows.length - 1 && Boolean(answered?.startsWith('insert'))}
          />
          <Field name={`${row.name}.label`} label={`Link ${index + 1} label`} optional />
          <p className="row-buttons">
            {index > 0 && (
              <ListButton of={`link ${index + 1}`} value={move(index, index - 1)}>
                Move up
              </ListButton>
            )}
            {index < rows.length - 1 && (
              <ListButton of={`link ${index + 1}`} value={move(index, index + 1)}>
                Move down
              </ListButton>
            )}
            <ListButton of={`link ${index + 1}`} value={intent.remove.serialize({ name, index })}>
              Remove
            </ListButton>
          </p>
        </div>
      ))}
      {rows.length < mostLinks && (
        <ListButton value={intent.insert.serialize({ name })} autoFocus={/^re/.test(answered ?? '')}>
          Add link
        </ListButton>
      )}
    </fieldset>
  )
}
