import Link from 'next/link'
import type { User } from '#db/tables.ts'

/** The teams of a user, each with a link to its page. */
export function TeamLinks({ namedTeams }: Pick<User, 'namedTeams'>) {
  return (
    <ul className="inline">
      {namedTeams.map(({ id, name }) => (
        <li key={id}>
          <Link href={`/teams/${id}`} prefetch={false}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}
