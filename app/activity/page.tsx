import { database } from '#db/database.ts'
import { requirePermission } from '../request/permission.ts'
import { currentTimeZone } from '../request/time-zone.ts'
import { addressOf } from '../ui/address-of.ts'
import { guarded } from '../ui/guarded.tsx'
import { Link } from '../ui/link.tsx'
import { Main } from '../ui/main.tsx'
import { Days } from './days.tsx'
import { ActivityFilters } from './filters.tsx'
import { parametersOf } from './query.ts'
import { readActivity } from './read-activity.ts'

export default guarded(async ({ searchParams }: PageProps<'/activity'>) => {
  const viewer = await requirePermission('edit')
  const parameters = await searchParams
  const timeZone = await currentTimeZone()
  const activity = await readActivity(database(), { viewer, parameters, timeZone })
  const shown = parametersOf(activity.query)
  const { deeds, older } = activity
  const isContinued = parameters.before !== undefined
  return (
    <Main title={isContinued ? 'Activity, continued' : 'Activity'}>
      <h1>Activity</h1>
      <ActivityFilters activity={activity} />
      {deeds.length === 0 && (
        <p className="empty">
          {shown.size > 0 ? 'Nothing was done that matches these filters.' : 'Nothing was done here yet.'}
        </p>
      )}
      <Days activity={activity} timeZone={timeZone} />
      <nav className="pagination" aria-label="Pages">
        {isContinued && <Link href={addressOf('/activity', shown)}>Latest activity</Link>}
        {older && (
          <Link
            href={addressOf('/activity', new URLSearchParams([...shown, ['before', String(older)]]))}
            rel="next"
          >
            Older activity
          </Link>
        )}
        {deeds.length > 0 && (
          // A Link would fetch the file before it is clicked.
          <a href={addressOf('/activity/export', shown)} download>
            Export as CSV
          </a>
        )}
      </nav>
    </Main>
  )
})
