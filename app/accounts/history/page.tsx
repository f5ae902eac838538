import { accountHistory } from '#db/audit/account-events.ts'
import { database } from '#db/database.ts'
import { parseId } from '#db/ids.ts'
import { requirePermission } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { AccountEvent } from '../account-event.tsx'

const entriesOnPage = 50

export default guarded(async ({ searchParams }: PageProps<'/accounts/history'>) => {
  await requirePermission('manage')
  const before = parseId(String((await searchParams).before))
  const found = await accountHistory(database(), entriesOnPage + 1, { before })
  const events = found.slice(0, entriesOnPage)
  const older = found.length > entriesOnPage && events.at(-1)?.id
  return (
    <Main title={before ? 'Account history, continued' : 'Account history'}>
      <h1>Account history</h1>
      {events.length === 0 && <p className="empty">No earlier events.</p>}
      <ol className="history">
        {events.map((event) => (
          <AccountEvent key={event.id} event={event} />
        ))}
      </ol>
      <nav className="pagination" aria-label="Pages">
        <Link href="/accounts">Back to the accounts</Link>
        {before && <Link href="/accounts/history">Latest events</Link>}
        {older && <Link href={`/accounts/history?before=${older}`}>Older events</Link>}
      </nav>
    </Main>
  )
})
