import { redirect } from 'next/navigation'
import { levelOf, may } from '#db/policy.ts'
import { readerOfDirectory } from '../request/permission.ts'
import { guarded } from '../ui/guarded.tsx'
import { Link } from '../ui/link.tsx'
import { Main } from '../ui/main.tsx'
import { EmptyDirectory } from './list/empty-directory.tsx'
import { PeopleList } from './list/people-list.tsx'
import { addressIn, everybody } from './query/list-home.ts'
import { titleOf } from './query/list-title.ts'
import { presentList } from './query/present-list.ts'

export default guarded(async ({ searchParams }: PageProps<'/users'>) => {
  const viewer = await readerOfDirectory()
  const mayEdit = may(viewer, 'edit')
  const list = await presentList(await searchParams, levelOf(viewer))
  if (list.gone) redirect(addressIn(everybody, list.query))
  if (mayEdit && list.isEmpty) return <EmptyDirectory />
  return (
    <Main title={titleOf(list)}>
      <h1 className="visually-hidden">People</h1>
      <PeopleList
        home={everybody}
        list={list}
        viewer={viewer}
        beside={
          mayEdit && (
            <Link className="button add" href="/users/new">
              Add person
            </Link>
          )
        }
        links={
          mayEdit && (
            <>
              <Link href="/users/import">Import</Link>
              <Link href="/users/trash">Trash</Link>
            </>
          )
        }
      />
    </Main>
  )
})
