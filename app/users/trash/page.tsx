import { redirect } from 'next/navigation'
import { database } from '#db/database.ts'
import { decodeCursor } from '#db/paging.ts'
import { may } from '#db/policy.ts'
import { list } from '#db/users/list.ts'
import { requirePermission } from '../../request/permission.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { Pagination } from '../../ui/pagination.tsx'

const rowsOnPage = 25

export default guarded(async ({ searchParams }: PageProps<'/users/trash'>) => {
  const mayErase = may(await requirePermission('edit'), 'erase')
  const { cursor } = await searchParams
  const from = typeof cursor === 'string' ? decodeCursor(cursor, { order: '-updatedAt' }) : undefined
  const page = await list(database(), { scope: 'trash', order: '-updatedAt', from, limit: rowsOnPage })
  if (cursor !== undefined && (!from || page.rows.length === 0)) redirect('/users/trash')
  return (
    <Main title="Trash">
      <h1>Trash</h1>
      {page.rows.length === 0 && <p className="empty">Nobody is in the trash.</p>}
      <ul className="trash">
        {page.rows.map((user) => (
          <li className="entry" key={user.id}>
            <span>
              <strong>{user.name}</strong> {user.email}
            </span>
            <span className="hint">{user.trashedAt && <DateTime value={user.trashedAt} />}</span>
            <span className="actions">
              <Link href={`/users/${user.id}/history`}>
                History<span className="visually-hidden"> of {user.name}</span>
              </Link>
              <Link href={`/users/${user.id}/restore`}>
                Restore<span className="visually-hidden"> {user.name}</span>
              </Link>
              {mayErase && (
                <Link href={`/users/${user.id}/erase`}>
                  Erase<span className="visually-hidden"> {user.name}</span>
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Pagination path="/users/trash" page={page} />
    </Main>
  )
})
