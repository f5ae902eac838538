import type { ReactNode } from 'react'
import { longestSearch } from '#db/users/limits.ts'
import { type ListHome, parametersIn } from '../query/list-home.ts'
import type { UserList } from '../query/read-list.ts'
import { ListFilters } from './list-filters.tsx'
import { ListKeys } from './list-keys.tsx'
import { LiveForm } from './live-form.tsx'

/** The form that tick boxes and the buttons of a selection also belong to, so that a search keeps the ticks. */
export const listForm = 'list'

type Props = {
  home: ListHome
  list: UserList
  /** Beside the search. */
  children?: ReactNode
}

/** Words, filters and order are all parameters of the address. */
export function ListSearch({ home, list, children }: Props) {
  const { q = '' } = list.query.filters
  return (
    <search aria-label="People">
      <LiveForm id={listForm} action={home.path} shown={String(parametersIn(home, list.query))}>
        <div className="find">
          <label className="visually-hidden" htmlFor="list-q">
            Search
          </label>
          <input
            id="list-q"
            name="q"
            type="search"
            defaultValue={q}
            placeholder={
              list.level === 'public' ? 'Find a name, title or team' : 'Find a name, team or phone'
            }
            maxLength={longestSearch}
            spellCheck={false}
            autoComplete="off"
            enterKeyHint="search"
          />
          {children}
        </div>
        <ListFilters home={home} list={list} />
        <ListKeys box="list-q" links='.people th[scope="row"] a' shown={q} />
      </LiveForm>
    </search>
  )
}
