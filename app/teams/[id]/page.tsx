import { redirect } from 'next/navigation'
import { NotFound } from '#db/errors.ts'
import { levelOf, may } from '#db/policy.ts'
import { findTeam } from '#db/teams/find.ts'
import { byId } from '../../request/by-id.ts'
import { readerOfDirectory } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { PeopleList } from '../../users/list/people-list.tsx'
import { addressIn } from '../../users/query/list-home.ts'
import { isNarrowed } from '../../users/query/list-query.ts'
import { presentList } from '../../users/query/present-list.ts'

export default guarded(async ({ params, searchParams }: PageProps<'/teams/[id]'>) => {
  const viewer = await readerOfDirectory()
  const level = levelOf(viewer)
  const { id, name, description } = await byId('team', findTeam)(await params)
  const home = { path: `/teams/${id}`, team: id }
  const list = await presentList({ ...(await searchParams), team: String(id) }, level)
  // Visitors may only learn of a team if they can see one of its members.
  if (!viewer && !(await isKnown())) throw new NotFound('team')
  if (list.gone) redirect(addressIn(home, list.query))
  return (
    <Main title={list.page.previous ? `${name}, continued` : name}>
      <h1>{name}</h1>
      {description && <p className="paragraphs">{description}</p>}
      {may(viewer, 'edit') && (
        <p className="actions">
          <Link className="button" href={`/teams/${id}/add`}>
            Add people
          </Link>
          <Link className="button quiet" href={`/teams/${id}/edit`}>
            Edit
          </Link>
          <Link className="button quiet" href={`/teams/${id}/delete`}>
            Delete
          </Link>
        </p>
      )}
      <PeopleList home={home} list={list} viewer={viewer} />
    </Main>
  )

  async function isKnown(): Promise<boolean> {
    const isWhole = !isNarrowed({ filters: { ...list.query.filters, team: undefined } })
    const { count } = isWhole ? list : await presentList({ team: String(id) }, level)
    return count > 0
  }
})
