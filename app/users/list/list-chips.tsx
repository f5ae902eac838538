import { statusLabels } from '#actions/user-rules.schema.ts'
import { Link } from '../../ui/link.tsx'
import { addressIn, type ListHome } from '../query/list-home.ts'
import type { ListQuery } from '../query/list-query.ts'
import type { UserList } from '../query/read-list.ts'

/** Each filter that narrows the list, with a link that takes it away. */
export function ListChips({ home, list }: { home: ListHome; list: UserList }) {
  const chips = chipsOf(home, list)
  if (chips.length === 0) return null
  return (
    <ul className="chips" aria-label="Filters in use">
      {chips.map(({ label, without }) => (
        <li key={label}>
          <Link href={addressIn(home, without)}>
            <span className="visually-hidden">Remove filter: </span>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}

type Chip = { label: string; without: ListQuery }

function chipsOf(home: ListHome, { query, teams }: UserList): Chip[] {
  const { team: teamIds = [], location: locations = [], status } = query.filters
  const chips: Chip[] = []
  if (home.team === undefined)
    for (const id of teamIds)
      chips.push({
        label: teams.find((team) => team.id === id)?.name ?? 'A deleted team',
        without: withFilters({ team: teamIds.filter((each) => each !== id) }),
      })
  for (const location of locations)
    chips.push({
      label: location,
      without: withFilters({ location: locations.filter((each) => each !== location) }),
    })
  if (status !== 'active')
    chips.push({
      label: status ? statusLabels[status] : 'Active and inactive',
      without: withFilters({ status: 'active' }),
    })
  return chips

  function withFilters(changed: Partial<ListQuery['filters']>): ListQuery {
    return { ...query, filters: { ...query.filters, ...changed } }
  }
}
