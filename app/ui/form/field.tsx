'use client'

import { useField } from '@conform-to/react/future'
import { FieldNotes, useFieldNotes } from './field-notes.tsx'

type Props = {
  name: string
  label: string
  hint?: string
  optional?: boolean
  spellCheck?: boolean
  /** Only for fields about the person who types. */
  autoComplete?: 'username' | 'current-password' | 'new-password' | 'one-time-code'
  autoFocus?: boolean
  readOnly?: boolean
} & (
  | { control?: 'input'; type?: 'text' | 'email' | 'tel' | 'url' | 'password' }
  | { control: 'textarea'; rows: number }
  | { control: 'select'; options: readonly { value: string; label: string }[] }
  | { control: 'checkbox' }
  | { control: 'file'; accept: string }
)

/** A labelled control with its hint and error, connected for assistive technology. */
export function Field(props: Props) {
  const { name, label, hint, optional } = props
  const field = useField<unknown>(name)
  const notes = useFieldNotes({ name, hint })
  return (
    <div
      className={props.control === 'checkbox' ? 'field checkbox' : 'field'}
      data-failed={notes.failed ? '' : undefined}
    >
      <label htmlFor={field.id}>
        {label}
        {optional && <span className="optional"> (optional)</span>}
      </label>
      <FieldNotes name={name} hint={hint} />
      <Control {...props} {...notes} />
    </div>
  )
}

function Control(props: Props & { describedBy: string | undefined; failed: boolean }) {
  const field = useField<unknown>(props.name)
  const shared = {
    id: field.id,
    name: field.name,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.failed || undefined,
    autoComplete: props.autoComplete ?? 'off',
  }
  switch (props.control) {
    case 'textarea':
      return <textarea {...shared} rows={props.rows} defaultValue={field.defaultValue} />
    case 'select':
      return (
        <select {...shared} defaultValue={field.defaultValue}>
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )
    case 'checkbox':
      return <input {...shared} type="checkbox" defaultChecked={field.defaultChecked} />
    case 'file':
      return <input {...shared} type="file" accept={props.accept} />
    default:
      return (
        <input
          {...shared}
          type={props.type ?? 'text'}
          defaultValue={field.defaultValue}
          spellCheck={props.spellCheck}
          readOnly={props.readOnly}
          // biome-ignore lint/a11y/noAutofocus: only a row that its owner has just added asks for it
          autoFocus={props.autoFocus}
          data-focus={props.autoFocus || undefined}
        />
      )
  }
}
