'use client'

export type Option = readonly [value: string, label: string]

type Props = {
  /** Before the name in the id, because a page may have two forms. */
  form: string
  name: string
  label: string
  value: string | undefined
  options: readonly Option[]
  className?: string
}

/** A select of a GET form, which has `autocomplete="off"`. It is a client component because a page would hold its elements twice. */
export function Choice({ form, name, label, value, options, className = 'field' }: Props) {
  return (
    <div className={className}>
      <label htmlFor={`${form}-${name}`}>{label}</label>
      <select id={`${form}-${name}`} name={name} defaultValue={value}>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
