import { mayNow } from '#actions/form/rights.server.ts'
import { eventsOfDeed, timeline } from '#db/audit/timeline.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId, parseRevision } from '#db/ids.ts'
import { levelOf, visibleFields } from '#db/policy.ts'
import { requirePermission } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { inDigits } from '../../users/count.ts'
import { When } from '../deed-line.tsx'
import { readTeamNames } from '../read-activity.ts'
import { sentenceOf, textOf } from '../words.ts'
import { PersonOfDeed } from './person-of-deed.tsx'

const peopleOnPage = 50

/** The people whom one write changed. */
export default guarded(async ({ params, searchParams }: PageProps<'/activity/[revision]'>) => {
  const viewer = await requirePermission('edit')
  const fields = visibleFields(levelOf(viewer))
  const db = database()
  const revision = parseRevision((await params).revision)
  const withAccounts = await mayNow(viewer, 'manage')
  const [deed] = revision ? await timeline(db, { withAccounts, filters: { revision }, limit: 1 }) : []
  if (!revision || !deed) throw new NotFound()
  const after = parseId(String((await searchParams).after))
  const found = await eventsOfDeed(db, revision, peopleOnPage + 1, after)
  const events = found.slice(0, peopleOnPage)
  const last = found.length > peopleOnPage ? events.at(-1)?.userId : undefined
  const title = `${deed.actor} ${textOf(sentenceOf(deed, { teams: await readTeamNames(db), fields }))}`
  return (
    <Main title={after ? `${title}, continued` : title}>
      <h1>{title}</h1>
      <p>
        <When deed={deed} />
      </p>
      {deed.verb !== 'erase' && (
        <p className="actions">
          <Link href={`/users/undo/${revision}`}>Undo all {inDigits(deed.people)}</Link>
        </p>
      )}
      <ol className="history activity">
        {events.map((event) => (
          <PersonOfDeed key={event.id} event={event} />
        ))}
      </ol>
      <nav className="pagination" aria-label="Pages">
        <Link href="/activity">All activity</Link>
        {after && <Link href={`/activity/${revision}`}>First page</Link>}
        {last && (
          <Link href={`/activity/${revision}?after=${last}`} rel="next">
            Next page
          </Link>
        )}
      </nav>
    </Main>
  )
})
