import { redirect } from 'next/navigation'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { levelOf, may } from '#db/policy.ts'
import { findTeam } from '#db/teams/find.ts'
import { byId } from '../../request/by-id.ts'
import { readerOfDirectory } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { readList } from '../../users/list/read-list.ts'
import { UserTable } from '../../users/list/user-table.tsx'

export default guarded(async ({ params, searchParams }: PageProps<'/teams/[id]'>) => {
  const viewer = await readerOfDirectory()
  const { id, name } = await byId('team', findTeam)(await params)
  const { cursor } = await searchParams
  const people = { team: String(id), sort: 'name', cursor }
  const list = await readList(database(), people, levelOf(viewer))
  const { page, count, gone } = list
  // Visitors may only learn of a team if they can see one of its members.
  if (!viewer && count === 0) throw new NotFound('team')
  if (gone) redirect(`/teams/${id}`)
  return (
    <Main title={page.previous ? `${name}, continued` : name}>
      <h1>{name}</h1>
      {may(viewer, 'edit') && (
        <p className="actions">
          <Link className="button" href={`/teams/${id}/edit`}>
            Edit
          </Link>
          <Link className="button quiet" href={`/teams/${id}/delete`}>
            Delete
          </Link>
        </p>
      )}
      {!viewer && (
        <p className="actions">
          <Link href={`/sign-in?next=/teams/${id}`}>Sign in to make changes</Link>
        </p>
      )}
      {page.rows.length > 0 ? (
        <UserTable list={list} />
      ) : (
        <p className="empty">No people in this team yet.</p>
      )}
      <Pagination path={`/teams/${id}`} page={page} />
    </Main>
  )
})
