'use client'

import { useField } from '@conform-to/react/future'

type Props = {
  name: string
  legend: string
  hint?: string
  options: readonly { value: string; label: string }[]
}

/** A choice of a few that all show at once, with its error. */
export function RadioField({ name, legend, hint, options }: Props) {
  const field = useField<unknown>(name)
  const [error] = field.errors ?? []
  const described = [hint && field.descriptionId, error && field.errorId].filter(Boolean).join(' ')
  return (
    <fieldset
      className="radios field"
      id={field.id}
      tabIndex={-1}
      aria-describedby={described || undefined}
      data-failed={error ? '' : undefined}
    >
      <legend>{legend}</legend>
      {hint && (
        <p className="hint" id={field.descriptionId}>
          {hint}
        </p>
      )}
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
