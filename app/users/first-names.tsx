import { inDigits } from './count.ts'

type Props = {
  /** The first of them. */
  names: readonly string[]
  /** How many there are in all. */
  count: number
}

/** The names of many people: the first of them, and how many more there are. */
export function FirstNames({ names, count }: Props) {
  const more = count - names.length
  return (
    <ul className="names">
      {names.map((name, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
        <li key={place}>{name}</li>
      ))}
      {more > 0 && <li className="hint">and {inDigits(more)} more</li>}
    </ul>
  )
}
