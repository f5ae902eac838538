import type { Team } from '#db/tables.ts'
import { addressIn, type ListHome } from '../query/list-home.ts'
import type { UserList } from '../query/read-list.ts'
import { listForm } from './list-search.tsx'
import { Selection } from './selection.tsx'

type Props = { home: ListHome; list: UserList; team: Team }

/** In the place of the bulk bar, on the page that adds people to a team. */
export function JoinBar({ home, list: { query, page }, team }: Props) {
  return (
    <section className="bulk" aria-label={`Add to ${team.name}`}>
      <Selection
        form={listForm}
        people={page.rows.map(({ id }) => id)}
        carried={query.selected}
        endedBy={undefined}
        clear={addressIn(home, { ...query, selected: [] })}
      />
      <div className="row-buttons">
        <input type="hidden" name="join" value={team.id} form={listForm} />
        <button
          className="button"
          type="submit"
          form={listForm}
          formAction="/users/bulk"
          name="do"
          value="add-to-team"
        >
          Add to {team.name}
        </button>
      </div>
    </section>
  )
}
