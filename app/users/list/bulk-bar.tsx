import { headers } from 'next/headers'
import { noticeHeader, readNotice } from '#actions/form/notice.schema.ts'
import { TeamSelect } from '../many/team-select.tsx'
import { buttons, type Verb } from '../many/words.ts'
import { addressIn, type ListHome } from '../query/list-home.ts'
import { isNarrowed } from '../query/list-query.ts'
import type { UserList } from '../query/read-list.ts'
import { countText } from './list-count.tsx'
import { listForm } from './list-search.tsx'
import { Selection } from './selection.tsx'
import { AllBox, Deeds, InviteButtons, TakeAlongButtons } from './take-along-bar.tsx'
import { VerbButtons } from './verb-buttons.tsx'

type Props = {
  home: ListHome
  list: UserList
  mayInvite: boolean
  /** From `noticeOfChange`. */
  endedBy: string | undefined
}

/** Belongs to the form of the list, as the tick boxes do. Its page says what will happen, and asks. */
export function BulkBar({ home, list, mayInvite, endedBy }: Props) {
  const { query, teams, page } = list
  const all = allWords(list)
  return (
    <section className="bulk" aria-labelledby="bulk-title">
      <h2 id="bulk-title" className="visually-hidden">
        Change several at once
      </h2>
      {home.team && <input type="hidden" name="team" value={home.team} form={listForm} />}
      <Selection
        form={listForm}
        people={page.rows.map(({ id }) => id)}
        carried={query.selected}
        endedBy={endedBy}
        clear={addressIn(home, { ...query, selected: [] })}
      />
      <Deeds>
        {all && <AllBox form={listForm} label={all} />}
        <div className="row-buttons">
          <VerbButtons form={listForm} verbs={(['deactivate', 'activate', 'trash'] as const).map(labelled)} />
          <TakeAlongButtons form={listForm} />
        </div>
        {teams.length > 0 && (
          <div className="row-buttons">
            <TeamSelect teams={teams.map(({ id, name }) => ({ id, name }))} label="Team" form={listForm} />
            <VerbButtons
              form={listForm}
              verbs={(['add-to-team', 'remove-from-team'] as const).map(labelled)}
            />
          </div>
        )}
        {mayInvite && (
          <div className="row-buttons">
            <InviteButtons form={listForm} everybody={home.team === undefined} />
          </div>
        )}
      </Deeds>
    </section>
  )
}

/** Undefined where that would be one person. */
export function allWords({ query, count }: UserList): string | undefined {
  if (count < 2) return undefined
  return `All ${countText(count)} ${isNarrowed(query) ? 'that match' : 'people'}`
}

/** The notice of this page, if it says that the people were changed. */
export async function noticeOfChange(): Promise<string | undefined> {
  const given = (await headers()).get(noticeHeader) ?? ''
  const code = readNotice(given)?.code
  return code === 'users-updated' || code === 'users-trashed' ? given : undefined
}

function labelled(verb: Verb) {
  return [verb, buttons[verb]] as const
}
