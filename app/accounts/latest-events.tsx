import { accountHistory } from '#db/audit/account-events.ts'
import { database } from '#db/database.ts'
import { Link } from '../ui/link.tsx'
import { AccountEvent } from './account-event.tsx'

const most = 10

export async function LatestEvents({ accountId }: { accountId: number }) {
  const events = await accountHistory(database(), most, { accountId })
  return (
    <section aria-labelledby="latest-events">
      <h2 id="latest-events">Latest events</h2>
      {events.length === 0 && <p className="hint">No events yet.</p>}
      <ol className="history">
        {events.map((event) => (
          <AccountEvent key={event.id} event={event} within={accountId} />
        ))}
      </ol>
      <p className="actions">
        <Link href="/accounts/history">History of all accounts</Link>
      </p>
    </section>
  )
}
