import { find } from '#db/large-writes.ts'
import { byId } from '../../../request/by-id.ts'
import { requirePermission } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { inDigits, users } from '../../count.ts'
import { Progress } from '../../many/progress.tsx'
import { LeadOn } from './lead-on.tsx'

/** How far bulk work or undoing is that changes many people. */
export default guarded(async ({ params }: PageProps<'/users/saving/[id]'>) => {
  const viewer = await requirePermission('edit')
  const { id } = await params
  const { saved, total, isOver } = await byId('user', (db, each) => find(db, each, viewer.id))({ id })
  if (isOver) return <Over end={`/users/saving/${id}/end`} />
  const title = `Saving ${inDigits(saved)} of ${inDigits(total)}`
  return (
    <Main title={title}>
      <h1>{title}</h1>
      <Progress saved={saved} total={total} />
      <p>
        {users(total)} change together when all are saved. If it fails, nobody is changed. You can leave this
        page: “Activity” shows the change once it is done. Other pages may have to wait until then.
      </p>
    </Main>
  )
})

/** Leads on by itself, with and without scripts. */
function Over({ end }: { end: string }) {
  return (
    <Main title="Saving has ended">
      <noscript>
        <meta httpEquiv="refresh" content={`0; url=${end}`} />
      </noscript>
      <LeadOn to={end} />
      <h1>Saving has ended</h1>
      <p className="actions">
        <a className="button" href={end}>
          Show the result
        </a>
      </p>
    </Main>
  )
}
