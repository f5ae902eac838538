import { database } from '#db/database.ts'
import type { Level } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { scopeOf } from '#db/users/find.ts'
import { list } from '#db/users/list.ts'
import { Link } from '../../ui/link.tsx'

const mostTeams = 3
const mostNames = 6

/** The first people of the person's first teams. */
export async function Colleagues({ user, level }: { user: User; level: Level }) {
  const teams = await Promise.all(user.namedTeams.slice(0, mostTeams).map(otherMembers))
  return teams.map(
    ({ team, others, hasMore }) =>
      others.length > 0 && (
        <p key={team.id} className="colleagues">
          Also in {team.name}:{' '}
          {others.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Link href={`/users/${id}`}>{name}</Link>
            </span>
          ))}
          {hasMore && ' and others'}
        </p>
      ),
  )

  async function otherMembers(team: User['namedTeams'][number]) {
    const { rows, next } = await list(database(), {
      scope: scopeOf(level),
      level,
      order: 'name',
      filters: { team: [team.id], status: 'active' },
      limit: mostNames + 1,
    })
    const others = rows.filter(({ id }) => id !== user.id)
    return {
      team,
      others: others.slice(0, mostNames),
      hasMore: next !== undefined || others.length > mostNames,
    }
  }
}
