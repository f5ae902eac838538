import Link from 'next/link'
import { database } from '#db/database.ts'
import { list } from '#db/find-users.ts'
import { decodeCursor } from '#db/paging.ts'
import { levelOf, may, visibleFields } from '#db/policy.ts'
import { readerOfDirectory } from '../permission.ts'
import { guarded } from '../ui/guarded.tsx'
import { Main } from '../ui/main.tsx'
import { Pagination } from '../ui/pagination.tsx'
import { UserTable } from './user-table.tsx'

const rowsOnPage = 25

export default guarded(async ({ searchParams }: PageProps<'/users'>) => {
  const { cursor } = await searchParams
  const viewer = await readerOfDirectory()
  const level = levelOf(viewer)
  // When somebody was changed is not public, and the order would tell.
  const [scope, order] = level === 'public' ? (['public', 'id'] as const) : (['all', '-updatedAt'] as const)
  const from = typeof cursor === 'string' ? decodeCursor(cursor, { order }) : undefined
  const page = await list(database(), { scope, order, from, limit: rowsOnPage })
  return (
    <Main title={page.previous ? 'Users, further page' : 'Users'}>
      <h1>Users</h1>
      {may(viewer, 'edit') && (
        <p className="actions">
          <Link className="button" href="/users/new">
            Add user
          </Link>
          <Link href="/users/trash">Trash</Link>
        </p>
      )}
      {!viewer && (
        <p className="actions">
          <Link href="/sign-in">Sign in to make changes</Link>
        </p>
      )}
      {page.rows.length > 0 ? (
        <UserTable users={page.rows} fields={visibleFields(level)} />
      ) : from ? (
        <p className="empty">Nobody is on this page any more.</p>
      ) : (
        <p className="empty">No users yet.{may(viewer, 'edit') && ' Add the first one.'}</p>
      )}
      <Pagination path="/users" page={page} />
    </Main>
  )
})
