import { database } from '#db/database.ts'
import { may } from '#db/policy.ts'
import { listTeams } from '#db/teams/find.ts'
import { requirePermission } from '../request/permission.ts'
import { guarded } from '../ui/guarded.tsx'
import { Link } from '../ui/link.tsx'
import { Main } from '../ui/main.tsx'
import { users } from '../users/count.ts'

export default guarded(async () => {
  const viewer = await requirePermission('read')
  const teams = await listTeams(database())
  return (
    <Main title="Teams">
      <h1>Teams</h1>
      {may(viewer, 'edit') && (
        <p className="actions">
          <Link className="button" href="/teams/new">
            Add team
          </Link>
          <Link className="button quiet" href="/teams/new/many">
            Add several
          </Link>
        </p>
      )}
      {teams.length === 0 && (
        <p className="empty">No teams yet.{may(viewer, 'edit') && ' Add the first one.'}</p>
      )}
      <ul className="team-list">
        {teams.map(({ id, name, description, activeMembers }) => (
          <li className="entry" key={id}>
            <Link href={`/teams/${id}`}>{name}</Link>
            <span className="hint">{users(activeMembers)}</span>
            {description && <p className="hint description">{description}</p>}
          </li>
        ))}
      </ul>
    </Main>
  )
})
