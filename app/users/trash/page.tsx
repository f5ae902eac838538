import Link from 'next/link'
import { database } from '#db/database.ts'
import { list } from '#db/find-users.ts'
import { decodeCursor } from '#db/paging.ts'
import { requirePermission } from '../../permission.ts'
import { DateTime } from '../../ui/date-time.tsx'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { Pagination } from '../../ui/pagination.tsx'

export default guarded(async ({ searchParams }: PageProps<'/users/trash'>) => {
  await requirePermission('edit')
  const { cursor } = await searchParams
  const from = typeof cursor === 'string' ? decodeCursor(cursor, 'recent') : undefined
  const page = await list(database(), { scope: 'trash', order: 'recent', from, limit: 25 })
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
            <span className="hint">{user.trashedAt && <DateTime value={user.trashedAt} />} UTC</span>
            <Link href={`/users/${user.id}/restore`}>
              Restore<span className="visually-hidden"> {user.name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Pagination path="/users/trash" page={page} />
    </Main>
  )
})
