import { mostPeople } from '#db/bulk.ts'
import { database } from '#db/database.ts'
import { countUpTo } from '#db/find-users.ts'
import { listTeams } from '#db/teams.ts'
import { buttons, type Verb } from './bulk/words.ts'
import { type ListQuery, parametersOf } from './list-query.ts'
import { TeamSelect } from './team-select.tsx'

type Props = {
  query: ListQuery
  /** Whether there are more users than the page shows. */
  more: boolean
}

/** The form that the tick boxes of the list belong to: it leads to a page that says what will happen, and asks. */
export async function BulkBar({ query, more }: Props) {
  const teams = await listTeams(database())
  return (
    <form className="bulk" id="bulk" action="/users/bulk" aria-labelledby="bulk-title">
      <h2 id="bulk-title">Change several at once</h2>
      {[...parametersOf(query)].map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {more && (
        <div className="field checkbox">
          <label htmlFor="bulk-all">{await wordsForAll(query)}</label>
          <input id="bulk-all" type="checkbox" name="all" autoComplete="off" />
        </div>
      )}
      <div className="row-buttons">{(['deactivate', 'activate', 'trash'] as const).map(button)}</div>
      {teams.length > 0 && (
        <div className="row-buttons">
          <TeamSelect teams={teams} label="Team" />
          {(['add-to-team', 'remove-from-team'] as const).map(button)}
        </div>
      )}
    </form>
  )
}

function button(verb: Verb) {
  return (
    <button className="button quiet" type="submit" key={verb} name="do" value={verb}>
      {buttons[verb]}
    </button>
  )
}

async function wordsForAll({ filters }: ListQuery): Promise<string> {
  const walk = { scope: 'all', order: 'id', filters, level: 'contact', limit: 1 } as const
  const count = await countUpTo(database(), walk, mostPeople + 1)
  const narrowed = Object.keys(filters).length > 0
  const many =
    count > mostPeople ? `more than ${mostPeople.toLocaleString('en')}` : count.toLocaleString('en')
  return narrowed ? `All ${many} that match` : `All ${many} users`
}
