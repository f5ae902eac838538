import type { User } from '#db/tables.ts'
import { Link } from '../../ui/link.tsx'

export function TeamLinks({ namedTeams }: Pick<User, 'namedTeams'>) {
  return (
    <ul className="inline">
      {namedTeams.map(({ id, name }) => (
        <li key={id}>
          <Link href={`/teams/${id}`}>{name}</Link>
        </li>
      ))}
    </ul>
  )
}
