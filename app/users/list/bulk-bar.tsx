import { TeamSelect } from '../many/team-select.tsx'
import { buttons, type Verb } from '../many/words.ts'
import { countText } from './list-count.tsx'
import { parametersOf } from './list-query.ts'
import type { UserList } from './read-list.ts'

/** The tick boxes of the list belong to this form. Its page says what will happen, and asks. */
export function BulkBar({ query, count, teams }: UserList) {
  const narrowed = Object.keys(query.filters).length > 0
  return (
    <form className="bulk" id="bulk" action="/users/bulk" aria-labelledby="bulk-title">
      <h2 id="bulk-title">Change several at once</h2>
      {[...parametersOf(query)].map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {count > 1 && (
        <div className="field checkbox">
          <label htmlFor="bulk-all">{`All ${countText(count)} ${narrowed ? 'that match' : 'people'}`}</label>
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
