'use client'

import { useField } from '@conform-to/react/future'

type Props = {
  name: string
  legend: string
  options: readonly { value: string; label: string }[]
}

/** A choice of a few that all show at once, with its error. */
export function RadioField({ name, legend, options }: Props) {
  const field = useField<unknown>(name)
  const [error] = field.errors ?? []
  return (
    <fieldset
      className="radios field"
      id={field.id}
      tabIndex={-1}
      aria-describedby={error && field.errorId}
      data-failed={error ? '' : undefined}
    >
      <legend>{legend}</legend>
      {error && (
        <p className="error" id={field.errorId}>
          {error}
        </p>
      )}
      {options.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name={name} value={value} defaultChecked={field.defaultValue === value} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
