'use client'

import { useField } from '@conform-to/react/future'
import { FieldNotes, useFieldNotes } from './field-notes.tsx'

type Props = {
  name: string
  legend: string
  hint?: string
  options: readonly { value: string; label: string }[]
}

export function RadioField({ name, legend, hint, options }: Props) {
  const field = useField<unknown>(name)
  const { failed, describedBy } = useFieldNotes({ name, hint })
  return (
    <fieldset
      className="radios field"
      id={field.id}
      tabIndex={-1}
      aria-describedby={describedBy}
      data-failed={failed ? '' : undefined}
    >
      <legend>{legend}</legend>
      <FieldNotes name={name} hint={hint} />
      {options.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name={name} value={value} defaultChecked={field.defaultValue === value} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
