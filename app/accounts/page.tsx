import { listAccounts } from '#db/accounts/find.ts'
import { countWaiting } from '#db/accounts/waiting.ts'
import { database } from '#db/database.ts'
import { requirePermission } from '../request/permission.ts'
import { guarded } from '../ui/guarded.tsx'
import { Link } from '../ui/link.tsx'
import { Main } from '../ui/main.tsx'
import { AccountTable } from './account-table.tsx'
import { waitingWords } from './waiting/words.ts'

const rowsOnPage = 50

export default guarded(async ({ searchParams }: PageProps<'/accounts'>) => {
  await requirePermission('manage')
  const { after } = await searchParams
  const from = typeof after === 'string' ? after.toLowerCase() : ''
  const found = await listAccounts(database(), rowsOnPage + 1, from)
  const accounts = found.slice(0, rowsOnPage)
  const waiting = await countWaiting(database())
  const next = found.length > rowsOnPage && accounts.at(-1)?.email
  return (
    <Main title={from ? 'Accounts, continued' : 'Accounts'}>
      <h1>Accounts</h1>
      <p className="actions">
        <Link className="button" href="/accounts/new">
          Add account
        </Link>
        <Link href="/users/invite?everyone=on&from=accounts">Invite everybody without an account</Link>
        <Link href="/accounts/history">Account history</Link>
      </p>
      {waiting.all > 0 && (
        <p>
          {waitingWords(waiting)} <Link href="/accounts/waiting">Who has not come in yet</Link>
        </p>
      )}
      {accounts.length > 0 ? (
        <AccountTable accounts={accounts} />
      ) : (
        <p className="empty">There are no accounts on this page any more.</p>
      )}
      {(from || next) && (
        <nav className="pagination" aria-label="Pages">
          {from && <Link href="/accounts">First page</Link>}
          {next && <Link href={`/accounts?${new URLSearchParams({ after: next })}`}>Next page</Link>}
        </nav>
      )}
    </Main>
  )
})
