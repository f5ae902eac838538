import type { ReactNode } from 'react'
import { addressOf } from '../../ui/address-of.ts'
import { Link } from '../../ui/link.tsx'
import { orderOf, parametersOf, type Sort } from './list-query.ts'
import type { UserList } from './read-list.ts'

type Props = {
  list: UserList
  orders: readonly [Sort, Sort]
  children: ReactNode
}

/** Sorts by the column, or reverses the order if the list has it already. */
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
