import { randomUUID } from 'node:crypto'
import { remindAccounts } from '#actions/invitations.ts'
import { isMailSetUp } from '#actions/sign-in/mail.server.ts'
import { countWaiting, listWaiting } from '#db/accounts/waiting.ts'
import { database } from '#db/database.ts'
import { requirePermission } from '../../request/permission.ts'
import { ActionButton } from '../../ui/form/action-button.tsx'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { inDigits } from '../../users/count.ts'
import { WaitingTable } from './waiting-table.tsx'
import { waitingWords } from './words.ts'

const most = 200

export default guarded(async () => {
  await requirePermission('manage')
  const count = await countWaiting(database())
  const accounts = await listWaiting(database(), most)
  const more = count.all - accounts.length
  return (
    <Main title="Not come in yet">
      <h1>Not come in yet</h1>
      <p>{count.all > 0 ? waitingWords(count) : 'Everybody with an account has chosen a password.'}</p>
      {count.all > 0 && <p className="hint">{isMailSetUp() ? byMail : byHand}</p>}
      <div className="actions">
        {count.late > 0 && (
          <ActionButton action={remindAccounts} values={{ which: 'late' }} submission={randomUUID()}>
            Remind them
          </ActionButton>
        )}
        {count.all > count.late && (
          <ActionButton action={remindAccounts} values={{ which: 'all' }} submission={randomUUID()}>
            {`New links for all ${inDigits(count.all)}`}
          </ActionButton>
        )}
        <Link href="/accounts">All accounts</Link>
      </div>
      {accounts.length > 0 && <WaitingTable accounts={accounts} />}
      {more > 0 && <p className="hint">and {inDigits(more)} more</p>}
    </Main>
  )
})

const byMail = 'A reminder is an email with a new link, valid for 7 days. The link before it ends.'
const byHand =
  'This server sends no mail: you get a page with a new link for each, valid for 7 days, to pass on. The link before it ends.'
