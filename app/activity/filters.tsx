import { longestSearch } from '#db/users/limits.ts'
import { addressOf } from '../ui/address-of.ts'
import { Choice, type Option } from '../ui/choice.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'
import { Link } from '../ui/link.tsx'
import { deedLabels } from './labels.ts'
import { type ActivityQuery, deedsFor, parametersOf } from './query.ts'
import type { Activity } from './read-activity.ts'

const labels: Record<keyof ActivityQuery, string> = {
  person: 'Person',
  actor: 'Done by',
  deed: 'Deed',
  from: 'From',
  to: 'To',
}

/** All filters are parameters of the address. */
export function ActivityFilters({ activity }: { activity: Activity }) {
  const { query, withAccounts } = activity
  const deeds = deedsFor(withAccounts).map((verb): Option => [verb, deedLabels[verb]])
  return (
    <search aria-label="Activity">
      <form action="/activity" className="activity-filters" autoComplete="off">
        <div className="field">
          <label htmlFor="activity-person">{labels.person}</label>
          <input
            id="activity-person"
            name="person"
            type="search"
            defaultValue={query.person}
            maxLength={longestSearch}
            spellCheck={false}
            autoComplete="off"
          />
        </div>
        <Choice
          form="activity"
          name="actor"
          label={labels.actor}
          value={String(query.actor ?? '')}
          options={[['', 'Anybody'], ...actorOptions(activity)]}
        />
        <Choice
          form="activity"
          name="deed"
          label={labels.deed}
          value={query.deed}
          options={[['', 'All'], ...deeds]}
        />
        <Day name="from" value={query.from} />
        <Day name="to" value={query.to} />
        <div className="actions">
          <SubmitButton>Filter</SubmitButton>
        </div>
      </form>
      <Chosen activity={activity} />
    </search>
  )
}

function Day({ name, value }: { name: 'from' | 'to'; value: string | undefined }) {
  return (
    <div className="field">
      <label htmlFor={`activity-${name}`}>{labels[name]}</label>
      <input id={`activity-${name}`} name={name} type="date" defaultValue={value} autoComplete="off" />
    </div>
  )
}

/** With an entry for an account that is gone, if the address asks for it. */
function actorOptions({ actors, query: { actor } }: Activity): Option[] {
  const options = actors.map(({ id, name }): Option => [String(id), name])
  const isGone = typeof actor === 'number' && actors.every(({ id }) => id !== actor)
  return [
    ...(isGone ? [[String(actor), `account ${actor}`] as Option] : []),
    ...options,
    ['machine', 'Commands'],
  ]
}

/** The filters that are set, each with a link that removes it. */
function Chosen({ activity }: { activity: Activity }) {
  const shown = parametersOf(activity.query)
  if (shown.size === 0) return null
  const names = (Object.keys(labels) as (keyof ActivityQuery)[]).filter((name) => shown.has(name))
  return (
    <ul className="chosen">
      {names.map((name) => (
        <li key={name}>
          {labels[name]}: {valueInWords(name, activity)}{' '}
          <Link href={addressOf('/activity', without(shown, name))}>
            Remove<span className="visually-hidden"> {labels[name]}</span>
          </Link>
        </li>
      ))}
      <li>
        <Link href="/activity">Clear all</Link>
      </li>
    </ul>
  )
}

function valueInWords(name: keyof ActivityQuery, activity: Activity): string {
  const { query } = activity
  if (name === 'deed' && query.deed) return deedLabels[query.deed]
  if (name !== 'actor') return String(query[name])
  return actorOptions(activity).find(([value]) => value === String(query.actor))?.[1] ?? ''
}

function without(parameters: URLSearchParams, name: string): URLSearchParams {
  return new URLSearchParams([...parameters].filter(([each]) => each !== name))
}
