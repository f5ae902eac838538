import { withList } from '#actions/request/list-address.schema.ts'
import type { Executor } from '#db/database.ts'
import { levelOf, may, type VisibleField, visibleFields } from '#db/policy.ts'
import { find, findAnywhere, findPublic } from '#db/users/find.ts'
import { byId } from '../../request/by-id.ts'
import { readerOfDirectory } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { Colleagues } from '../person/colleagues.tsx'
import { PersonHeading } from '../person/heading.tsx'
import { LastChange } from '../person/last-change.tsx'
import { type InList, listOf } from '../person/person-in-list.ts'
import { TakeAlong } from '../person/take-along.tsx'
import { UserDetails } from '../person/user-details.tsx'
import { WayBack } from '../person/way-back.tsx'
import { WaysToReach } from '../person/ways-to-reach.tsx'

const shownAbove: readonly VisibleField[] = [
  'name',
  'knownAs',
  'pronouns',
  'jobTitle',
  'teams',
  'phone',
  'mobile',
  'email',
]

export default guarded(async ({ params, searchParams }: PageProps<'/users/[id]'>) => {
  const viewer = await readerOfDirectory()
  const level = levelOf(viewer)
  const fields = visibleFields(level)
  const user = await byId('user', findFor)(await params)
  const list = await listOf(user.id, (await searchParams).list, level)
  return (
    <Main title={user.name} person={user.name}>
      <WayBack list={list} />
      <PersonHeading user={user} />
      {user.trashedAt && (
        <p className="warning-note">
          {user.name} is in the trash. Nobody else sees this page, and no other system is told of them.
        </p>
      )}
      <WaysToReach user={user} fields={fields} />
      {may(viewer, 'edit') && <Deeds id={user.id} isTrashed={user.trashedAt !== null} list={list} />}
      {!viewer && (
        <p className="actions">
          <Link href={`/sign-in?next=/users/${user.id}`}>Sign in to make changes</Link>
        </p>
      )}
      <UserDetails user={user} fields={fields.filter((field) => !shownAbove.includes(field))} />
      <TakeAlong user={user} />
      <Colleagues user={user} level={level} />
      {viewer && <LastChange user={user} viewer={viewer} />}
    </Main>
  )

  function findFor(db: Executor, id: number) {
    if (level === 'public') return findPublic(db, id)
    return may(viewer, 'edit') ? findAnywhere(db, id) : find(db, id)
  }
})

function Deeds({ id, isTrashed, list }: { id: number; isTrashed: boolean; list: InList | undefined }) {
  return (
    <p className="actions">
      {isTrashed ? (
        <Link className="button" href={`/users/${id}/restore`}>
          Restore
        </Link>
      ) : (
        <Link className="button" href={withList(`/users/${id}/edit`, list?.address ?? '')}>
          Edit
        </Link>
      )}
      <Link className="button quiet" href={`/users/${id}/history`}>
        History
      </Link>
      {!isTrashed && (
        <Link className="button quiet" href={`/users/${id}/delete`}>
          Move to trash
        </Link>
      )}
    </p>
  )
}
