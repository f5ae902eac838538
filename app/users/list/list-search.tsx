import { statusLabels } from '#actions/user-rules.schema.ts'
import { userWords } from '#actions/user-words.schema.ts'
import { visibleFields } from '#db/policy.ts'
import { longestSearch } from '#db/users/limits.ts'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Link } from '../../ui/link.tsx'
import { orderOf, parametersOf, type Sort, sortsOf } from './list-query.ts'
import { LiveForm } from './live-form.tsx'
import type { UserList } from './read-list.ts'

export const orderLabels: Record<Sort | 'match', string> = {
  match: 'Best match',
  name: 'Name',
  '-name': 'Name, Z to A',
  jobTitle: userWords.jobTitle.label,
  '-jobTitle': `${userWords.jobTitle.label}, Z to A`,
  '-updatedAt': 'Last change',
  updatedAt: 'Last change, oldest first',
}

/** Words, filters and order are all parameters of the address. */
export function ListSearch({ level, query, teams }: UserList) {
  const { filters, sort } = query
  const shown = String(parametersOf(query))
  return (
    <search aria-label="People">
      <LiveForm action="/users" shown={shown}>
        <div className="field">
          <label htmlFor="list-q">Search</label>
          <input
            id="list-q"
            name="q"
            type="search"
            defaultValue={filters.q}
            maxLength={longestSearch}
            spellCheck={false}
            autoComplete="off"
            enterKeyHint="search"
          />
        </div>
        {(level !== 'public' || filters.team) && (
          <Choice
            label="Team"
            name="team"
            value={filters.team?.join(',')}
            options={[['', 'All teams'], ...teamOptions(filters.team, teams)]}
          />
        )}
        {visibleFields(level).includes('status') && (
          <Choice
            label={userWords.status.label}
            name="status"
            value={filters.status}
            options={[['', 'All'], ...Object.entries(statusLabels)]}
          />
        )}
        <Choice label="Sort by" name="sort" value={sort} options={sortOptions(query, level)} />
        <div className="actions">
          <SubmitButton>Search</SubmitButton>
          {shown && <Link href="/users">Clear</Link>}
        </div>
      </LiveForm>
    </search>
  )
}

type Option = [value: string, label: string]
type ChoiceProps = { label: string; name: string; value: string | undefined; options: Option[] }

function Choice({ label, name, value, options }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={`list-${name}`}>{label}</label>
      <select id={`list-${name}`} name={name} defaultValue={value} autoComplete="off">
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </div>
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
  const usual = orderOf({ filters, sort: undefined }, level)
  const options = sortsOf(level)
    .filter((each) => each === sort || each !== usual)
    .map((each): Option => [each, orderLabels[each]])
  return sort === usual ? options : [['', orderLabels[usual]], ...options]
}
