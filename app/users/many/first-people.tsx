import { inDigits } from '../count.ts'

type Person = { name: string; email: string }

type Props<P extends Person> = {
  people: readonly P[]
  count: number
  /** What will happen to each, where that differs. */
  fateOf?: ((person: P) => string) | undefined
}

export function FirstPeople<P extends Person>({ people, count, fateOf }: Props<P>) {
  const more = count - people.length
  return (
    <ul className="names">
      {people.map((person, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: somebody in the trash may have the email of somebody else
        <li key={place}>
          {person.name} <span className="hint">{person.email}</span>
          {fateOf && ` ${fateOf(person)}`}
        </li>
      ))}
      {more > 0 && <li className="hint">and {inDigits(more)} more</li>}
    </ul>
  )
}
