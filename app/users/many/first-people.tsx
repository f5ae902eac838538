import { Link } from '../../ui/link.tsx'
import { inDigits } from '../count.ts'

type Person = { id: number; name: string; email: string; isTrashed?: boolean }

type Props<P extends Person> = {
  people: readonly P[]
  count: number
  /** What will happen to each, where that differs. */
  fateOf?: ((person: P) => string | null) | undefined
}

export function FirstPeople<P extends Person>({ people, count, fateOf }: Props<P>) {
  const more = count - people.length
  return (
    <ul className="names">
      {people.map((person) => (
        <li key={person.id}>
          <Link href={`/users/${person.id}${person.isTrashed ? '/history' : ''}`}>{person.name}</Link>{' '}
          <span className="hint">{person.email}</span>
          {fateOf?.(person) && ` ${fateOf(person)}`}
        </li>
      ))}
      {more > 0 && <li className="hint">and {inDigits(more)} more</li>}
    </ul>
  )
}
