import { redirect } from 'next/navigation'
import { database } from '#db/database.ts'
import { levelOf, may } from '#db/policy.ts'
import { readerOfDirectory } from '../request/permission.ts'
import { addressOf } from '../ui/address-of.ts'
import { guarded } from '../ui/guarded.tsx'
import { Link } from '../ui/link.tsx'
import { Main } from '../ui/main.tsx'
import { Pagination } from '../ui/pagination.tsx'
import { BulkBar } from './list/bulk-bar.tsx'
import { ExportLink } from './list/export-link.tsx'
import { ListCount } from './list/list-count.tsx'
import { parametersOf } from './list/list-query.ts'
import { ListSearch } from './list/list-search.tsx'
import { titleOf } from './list/list-title.ts'
import { readList } from './list/read-list.ts'
import { UserTable } from './list/user-table.tsx'

export default guarded(async ({ searchParams }: PageProps<'/users'>) => {
  const viewer = await readerOfDirectory()
  const mayEdit = may(viewer, 'edit')
  const list = await readList(database(), await searchParams, levelOf(viewer))
  const parameters = parametersOf(list.query)
  if (list.gone) redirect(addressOf('/users', parameters))
  return (
    <Main title={titleOf(list)}>
      <h1>People</h1>
      {mayEdit && (
        <p className="actions">
          <Link className="button" href="/users/new">
            Add person
          </Link>
          <Link href="/users/import">Import</Link>
          <Link href="/users/trash">Trash</Link>
        </p>
      )}
      {!viewer && (
        <p className="actions">
          <Link href="/sign-in">Sign in to make changes</Link>
        </p>
      )}
      <ListSearch {...list} />
      <ListCount list={list} mayEdit={mayEdit} />
      {list.page.rows.length > 0 && (
        <>
          <UserTable list={list} form={mayEdit ? 'bulk' : undefined} />
          {mayEdit && <BulkBar {...list} />}
        </>
      )}
      <Pagination path="/users" parameters={parameters} page={list.page} />
      {viewer && list.page.rows.length > 0 && (
        <p className="actions">
          <ExportLink parameters={parameters} />
        </p>
      )}
    </Main>
  )
})
