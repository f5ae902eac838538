import { redirect } from 'next/navigation'
import { levelOf } from '#db/policy.ts'
import { findTeam } from '#db/teams/find.ts'
import { byId } from '../../../request/by-id.ts'
import { requirePermission } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Link } from '../../../ui/link.tsx'
import { Main } from '../../../ui/main.tsx'
import { JoinBar } from '../../../users/list/join-bar.tsx'
import { PeopleList } from '../../../users/list/people-list.tsx'
import { addressIn } from '../../../users/query/list-home.ts'
import { presentList } from '../../../users/query/present-list.ts'

/** The people who are not in the team yet, to search and tick. */
export default guarded(async ({ params, searchParams }: PageProps<'/teams/[id]/add'>) => {
  const viewer = await requirePermission('edit')
  const team = await byId('team', findTeam)(await params)
  const home = { path: `/teams/${team.id}/add` }
  const list = await presentList(await searchParams, levelOf(viewer), { notTeam: team.id })
  if (list.gone) redirect(addressIn(home, list.query))
  const title = `Add people to ${team.name}`
  return (
    <Main title={title}>
      <nav className="way-back" aria-label="Team">
        <Link href={`/teams/${team.id}`}>‹ {team.name}</Link>
      </nav>
      <h1>{title}</h1>
      <PeopleList
        home={home}
        list={list}
        viewer={viewer}
        bar={<JoinBar home={home} list={list} team={team} />}
      />
    </Main>
  )
})
