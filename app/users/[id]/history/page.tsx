import { history } from '#db/audit/events.ts'
import { database } from '#db/database.ts'
import { parseId } from '#db/ids.ts'
import { findAnywhere } from '#db/users/find.ts'
import { byId } from '../../../request/by-id.ts'
import { requirePermission } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Link } from '../../../ui/link.tsx'
import { Main } from '../../../ui/main.tsx'
import { HistoryEntry } from '../../person/history-entry.tsx'

const entriesOnPage = 25

export default guarded(async ({ params, searchParams }: PageProps<'/users/[id]/history'>) => {
  await requirePermission('edit')
  const user = await byId('user', findAnywhere)(await params)
  const before = parseId(String((await searchParams).before))
  const events = await history(database(), user.id, entriesOnPage, before)
  const oldest = events.at(-1)?.version ?? 1
  return (
    <Main title={`History of ${user.name}`}>
      <h1>History of {user.name}</h1>
      <ol className="history">
        {events.map((event) => (
          <HistoryEntry
            key={event.id}
            event={event}
            mayUndo={event.version === user.version}
            mayRevert={!user.trashedAt && event.version < user.version}
          />
        ))}
      </ol>
      <nav className="pagination" aria-label="Pages">
        <Link href={user.trashedAt ? '/users/trash' : `/users/${user.id}`}>
          {user.trashedAt ? 'Back to the trash' : `Back to ${user.name}`}
        </Link>
        {oldest > 1 && <Link href={`/users/${user.id}/history?before=${oldest}`}>Older changes</Link>}
      </nav>
    </Main>
  )
})
