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
  const found = await history(database(), user.id, entriesOnPage + 1, before)
  const events = found.slice(0, entriesOnPage)
  const oldest = events.at(-1)?.version
  const hasOlder = found.length > entriesOnPage
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
      {!hasOlder && oldest !== 1 && <p className="empty">Earlier changes are not kept.</p>}
      <nav className="pagination" aria-label="Pages">
        <Link href={user.trashedAt ? '/users/trash' : `/users/${user.id}`}>
          {user.trashedAt ? 'Back to the trash' : `Back to ${user.name}`}
        </Link>
        {hasOlder && <Link href={`/users/${user.id}/history?before=${oldest}`}>Older changes</Link>}
      </nav>
    </Main>
  )
})
