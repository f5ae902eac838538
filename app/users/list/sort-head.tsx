import type { ReactNode } from 'react'
import { addressOf } from '../../ui/address-of.ts'
import { Link } from '../../ui/link.tsx'
import { orderOf, parametersOf, type Sort } from './list-query.ts'
import type { UserList } from './read-list.ts'

type Props = {
  list: UserList
  /** The orders by this column, the one to start with first. */
  orders: readonly [Sort, Sort]
  children: ReactNode
}

/** The head of a column: a link that sorts by it, and the other way round where the list is in that order. */
export function SortHead({ list: { level, query, order }, orders: [first, second], children }: Props) {
  const isSorted = order === first || order === second
  const wanted = order === first ? second : first
  const usual = orderOf({ ...query, sort: undefined }, level)
  const parameters = parametersOf({ ...query, sort: wanted === usual ? undefined : wanted })
  return (
    <th scope="col" aria-sort={isSorted ? (order.startsWith('-') ? 'descending' : 'ascending') : undefined}>
      <Link href={addressOf('/users', parameters)}>{children}</Link>
    </th>
  )
}
