import type { ReactNode } from 'react'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { may } from '#db/policy.ts'
import { Link } from '../../ui/link.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { AddressesLink } from '../addresses/addresses-link.tsx'
import { ExportLinks } from '../export/export-links.tsx'
import { keptFormat } from '../export/kept-format.ts'
import { PrintLink } from '../print/print-link.tsx'
import { addressIn, type ListHome, parametersIn } from '../query/list-home.ts'
import { parametersOf } from '../query/list-query.ts'
import type { UserList } from '../query/read-list.ts'
import { allWords, BulkBar, noticeOfChange } from './bulk-bar.tsx'
import { ListChips } from './list-chips.tsx'
import { ListCount } from './list-count.tsx'
import { ListLetters } from './list-letters.tsx'
import { ListSearch, listForm } from './list-search.tsx'
import { TakeAlongBar } from './take-along-bar.tsx'
import { UserTable } from './user-table.tsx'

type Props = {
  home: ListHome
  list: UserList
  viewer: SignedIn | undefined
  /** Beside the search. */
  beside?: ReactNode
  /** Among the links beside the count. */
  links?: ReactNode
  /** In place of the bulk bar, where people are only chosen. */
  bar?: ReactNode
}

/** People with all that narrows, orders and changes them, on their own page and on that of a team. */
export async function PeopleList({ home, list, viewer, beside, links, bar }: Props) {
  const parameters = parametersOf({ ...list.query, selected: [] })
  const isEmpty = list.page.rows.length === 0
  const [kept, endedBy] = await Promise.all([keptFormat(), noticeOfChange()])
  return (
    <>
      <ListSearch home={home} list={list}>
        {beside}
      </ListSearch>
      <ListChips home={home} list={list} />
      <div className="list-head">
        <ListCount home={home} list={list} />
        <details className="unfolds list-links">
          <summary>More</summary>
          <div className="choices">
            <ListLetters home={home} list={list} />
            {viewer && !isEmpty && !bar && (
              <>
                <PrintLink parameters={parameters} />
                <AddressesLink parameters={parameters} />
                <ExportLinks parameters={parameters} kept={kept} />
              </>
            )}
            {links}
            {!viewer && <Link href={`/sign-in?next=${home.path}`}>Sign in to make changes</Link>}
          </div>
        </details>
      </div>
      {!isEmpty && (
        <>
          <UserTable home={home} list={list} form={viewer && listForm} />
          {bar ?? (viewer && <SelectionBar home={home} list={list} viewer={viewer} endedBy={endedBy} />)}
        </>
      )}
      <Pagination path={home.path} parameters={parametersIn(home, list.query)} page={list.page} />
    </>
  )
}

type BarProps = Pick<Props, 'home' | 'list'> & { viewer: SignedIn; endedBy: string | undefined }

function SelectionBar({ home, list, viewer, endedBy }: BarProps) {
  if (may(viewer, 'edit'))
    return <BulkBar home={home} list={list} mayInvite={may(viewer, 'manage')} endedBy={endedBy} />
  const { query, page } = list
  return (
    <TakeAlongBar
      form={listForm}
      people={page.rows.map(({ id }) => id)}
      carried={query.selected}
      clear={addressIn(home, { ...query, selected: [] })}
      team={home.team}
      all={allWords(list)}
    />
  )
}
