type Props = { value: unknown; name?: string }

/** A form's values as hidden fields, so that a step in between keeps what was typed. */
export function HiddenValues({ value, name = '' }: Props) {
  if (Array.isArray(value))
    return value.map((item, index) => {
      const place = `${name}[${index}]`
      return <HiddenValues key={place} name={place} value={item} />
    })
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([key, item]) => {
      const place = name ? `${name}.${key}` : key
      return <HiddenValues key={place} name={place} value={item} />
    })
  // A browser sends nothing for an unticked box, and "on" for a ticked one.
  if (value === false || value === undefined || value === null) return null
  return <input type="hidden" name={name} value={value === true ? 'on' : String(value)} />
}
