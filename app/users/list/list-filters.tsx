import { statusLabels } from '#actions/user-rules.schema.ts'
import { userWords } from '#actions/user-words.schema.ts'
import { visibleFields } from '#db/policy.ts'
import type { Option } from '../../ui/choice.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Link } from '../../ui/link.tsx'
import { type ListHome, parametersIn } from '../query/list-home.ts'
import { orderOf, rowChoices, type Sort, sortsOf } from '../query/list-query.ts'
import type { UserList } from '../query/read-list.ts'
import { ListChoice } from './list-choice.tsx'

export const orderLabels: Record<Sort | 'match', string> = {
  match: 'Best match',
  name: 'Name',
  '-name': 'Name, Z to A',
  surname: 'Surname',
  '-surname': 'Surname, Z to A',
  jobTitle: userWords.jobTitle.label,
  '-jobTitle': `${userWords.jobTitle.label}, Z to A`,
  '-updatedAt': 'Last change',
  updatedAt: 'Last change, oldest first',
}

type Props = { home: ListHome; list: UserList }

/** Folded on a telephone, open where there is room. */
export function ListFilters({ home, list }: Props) {
  const { level, query, teams, locations } = list
  const { filters, sort, rows } = query
  return (
    <details className="unfolds filters">
      <summary>Filters</summary>
      <div className="choices">
        {home.team === undefined && (level !== 'public' || filters.team) && (
          <ListChoice
            label="Team"
            name="team"
            value={filters.team?.join(',')}
            options={[['', 'All teams'], ...teamOptions(filters.team, teams)]}
          />
        )}
        <Locations chosen={filters.location} locations={locations} />
        {visibleFields(level).includes('status') && (
          <ListChoice
            label={userWords.status.label}
            name="status"
            value={filters.status === 'active' ? '' : (filters.status ?? 'all')}
            options={[
              ['', statusLabels.active],
              ['inactive', statusLabels.inactive],
              ['all', 'All'],
            ]}
          />
        )}
        <ListChoice label="Sort by" name="sort" value={sort} options={sortOptions(query, level)} />
        <ListChoice
          label="Rows"
          name="rows"
          value={rows === rowChoices[0] ? '' : String(rows)}
          options={rowChoices.map((each, index) => [index === 0 ? '' : String(each), String(each)])}
        />
        <SubmitButton quiet>Search</SubmitButton>
        {parametersIn(home, query).size > 0 && <Link href={home.path}>Clear</Link>}
      </div>
    </details>
  )
}

/** A link may name several, which a select cannot show: their chips do. */
function Locations({
  chosen = [],
  locations,
}: {
  chosen: readonly string[] | undefined
  locations: string[]
}) {
  const [one = '', ...others] = chosen
  if (others.length > 0)
    return chosen.map((each) => <input key={each} type="hidden" name="location" value={each} />)
  if (locations.length === 0 && !one) return null
  const missing = one && !locations.includes(one) ? [one] : []
  const options = [...missing, ...locations].map((each): Option => [each, each])
  return (
    <ListChoice
      label={userWords.location.label}
      name="location"
      value={one}
      options={[['', 'All locations'], ...options]}
    />
  )
}

/** Each team, after an entry for the several teams, or the missing team, of a link. */
function teamOptions(ids: readonly number[] = [], teams: UserList['teams']): Option[] {
  const each = teams.map(({ id, name }): Option => [String(id), name])
  const names = teams.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  if (ids.length === 0 || (ids.length === 1 && names.length === 1)) return each
  return [[ids.join(','), names.join(' or ') || 'A deleted team'], ...each]
}

/** The default order needs no parameter. */
function sortOptions({ filters, sort }: UserList['query'], level: UserList['level']): Option[] {
  const usual = orderOf({ filters, sort: undefined })
  const options = sortsOf(level)
    .filter((each) => each === sort || each !== usual)
    .map((each): Option => [each, orderLabels[each]])
  return sort === usual ? options : [['', orderLabels[usual]], ...options]
}
