import { userWords } from '#actions/user-words.schema.ts'
import { visibleFields } from '#db/policy.ts'
import { typedWords } from '#db/users/search-words.ts'
import { addressIn, type ListHome } from '../query/list-home.ts'
import { orderOf, type Sort } from '../query/list-query.ts'
import type { UserList } from '../query/read-list.ts'
import { type ColumnHead, ColumnHeads } from './column-heads.tsx'
import { orderLabels } from './list-filters.tsx'
import { type Column, showRow } from './shown-row.tsx'
import { UserRows } from './user-rows.tsx'

type Props = {
  home: ListHome
  list: UserList
  /** The id of the form of the tick boxes; without it there are none. */
  form?: string | undefined
}

export function UserTable({ home, list, form }: Props) {
  // On a team's page the column would say the same in each row.
  const columns = columnsOf(list).filter((column) => column !== 'teams' || home.team === undefined)
  const words = typedWords(list.query.filters.q ?? '')
  const headOf = (column: Column): ColumnHead => {
    const orders = ordersOf[column]
    return { label: labelOf(column), column, ...(orders && sortedBy(orders, home, list)) }
  }
  return (
    <table className="people">
      <caption className="visually-hidden">People, sorted by: {orderLabels[list.order]}</caption>
      <thead>
        <ColumnHeads
          heads={[{ label: 'Name', ...sortedBy(['name', '-name'], home, list) }, ...columns.map(headOf)]}
          ticks={form !== undefined}
        />
      </thead>
      <UserRows
        rows={list.page.rows.map((user) => showRow(user, columns, words))}
        columns={columns}
        selected={list.query.selected}
        form={form}
      />
    </table>
  )
}

/** The date of the last change is shown only where it explains the order. */
function columnsOf({ level, order }: UserList): Column[] {
  const fields = visibleFields(level)
  const isByChange = order === 'updatedAt' || order === '-updatedAt'
  return (['jobTitle', 'teams', 'phone', 'email', 'updatedAt'] as const).filter(
    (column) => fields.includes(column) && (column !== 'updatedAt' || isByChange),
  )
}

type Orders = readonly [first: Sort, reversed: Sort]

/** Columns that sort the list. */
const ordersOf: Partial<Record<Column, Orders>> = {
  jobTitle: ['jobTitle', '-jobTitle'],
  updatedAt: ['-updatedAt', 'updatedAt'],
}

function labelOf(column: Column): string {
  return column === 'updatedAt' ? 'Last change' : userWords[column].label
}

function sortedBy([first, second]: Orders, home: ListHome, { query, order }: UserList) {
  const isSorted = order === first || order === second
  const wanted = order === first ? second : first
  const usual = orderOf({ ...query, sort: undefined })
  const href = addressIn(home, { ...query, sort: wanted === usual ? undefined : wanted })
  if (!isSorted) return { href }
  return { href, sorted: order.startsWith('-') ? ('descending' as const) : ('ascending' as const) }
}
