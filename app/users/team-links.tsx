import Link from 'next/link'
import type { User } from '#db/tables.ts'

/** The teams of a user, each with a link to its page. */
export function TeamLinks({ teams, teamNames }: Pick<User, 'teams' | 'teamNames'>) {
  const names = teamNames.split('\n')
  return (
    <ul className="inline">
      {teams.map((id, index) => (
        <li key={id}>
          <Link href={`/teams/${id}`} prefetch={false}>
            {names[index]}
          </Link>
        </li>
      ))}
    </ul>
  )
}
