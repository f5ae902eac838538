import { Link } from '../../ui/link.tsx'
import { type InList, personIn } from './person-in-list.ts'

/** Back to the very list that led here, and on to the people beside this one. */
export function WayBack({ list }: { list: InList | undefined }) {
  if (!list)
    return (
      <nav className="way-back" aria-label="List">
        <Link href="/users">‹ People</Link>
      </nav>
    )
  const { address, title, previous, next } = list
  return (
    <nav className="way-back" aria-label="List">
      <Link href={address}>‹ {title}</Link>
      {previous && (
        <Link href={personIn(previous.list, previous.person.id)} rel="prev">
          <span className="visually-hidden">Previous: </span>
          <span aria-hidden="true">← </span>
          {previous.person.name}
        </Link>
      )}
      {next && (
        <Link href={personIn(next.list, next.person.id)} rel="next">
          <span className="visually-hidden">Next: </span>
          {next.person.name}
          <span aria-hidden="true"> →</span>
        </Link>
      )}
    </nav>
  )
}
