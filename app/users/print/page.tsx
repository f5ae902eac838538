import { levelOf } from '#db/policy.ts'
import { currentSettings } from '../../request/current-settings.ts'
import { readerOfDirectory } from '../../request/permission.ts'
import { currentTimeZone } from '../../request/time-zone.ts'
import { addressOf } from '../../ui/address-of.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { inDigits, users } from '../count.ts'
import { headingOf, type ListedPerson, readPeople, ticksLeftOut } from '../export/read-people.ts'
import { PrintButton } from '../export/script-buttons.tsx'
import { parametersOf } from '../query/list-query.ts'
import { byLetter, byTeam } from './groups.ts'

const most = 5_000
const fields = ['id', 'name', 'jobTitle', 'phone', 'mobile', 'email', 'location', 'teams'] as const

/** The list on paper: everybody who matches, in two columns. */
export default guarded(async ({ searchParams }: PageProps<'/users/print'>) => {
  const viewer = await readerOfDirectory()
  const given = await searchParams
  const list = await readPeople(given, levelOf(viewer), { fields, most })
  const { people, query, hasMore } = list
  const by = given.by === 'team' ? 'team' : 'letter'
  const { organisation } = await currentSettings()
  const heading = headingOf(list)
  const parameters = parametersOf(query)
  const date = new Date().toLocaleDateString('en-GB', {
    dateStyle: 'long',
    timeZone: await currentTimeZone(),
  })
  const leftOut = ticksLeftOut(list)
  // A number of people would reveal to visitors how many are not listed.
  const facts = [organisation, date, viewer && !hasMore && users(people.length)].filter(Boolean)
  return (
    <Main title={`${heading}, to print`}>
      <div className="actions">
        <PrintButton />
        {by === 'letter' ? (
          <Link href={addressOf('/users/print', withTeams(parameters))}>By team</Link>
        ) : (
          <Link href={addressOf('/users/print', parameters)}>By letter</Link>
        )}
        <Link href={addressOf('/users', parameters)}>Back to the list</Link>
      </div>
      <div className="paper-head">
        <h1>{heading}</h1>
        <p>{facts.join(' · ')}</p>
      </div>
      {hasMore && (
        <p>
          These are the first {inDigits(most)} people by name. Choose a team, or search, to print the others.
        </p>
      )}
      {leftOut && <p>{leftOut}</p>}
      {people.length === 0 && <p className="empty">Nobody matches.</p>}
      <div className="paper">
        {(by === 'team' ? byTeam : byLetter)(people).map(({ title, people }) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {people.map((person) => (
                <Entry key={person.id} {...person} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Main>
  )
})

function withTeams(parameters: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...parameters, ['by', 'team']])
}

function Entry({ name, jobTitle, phone, mobile, email, location }: ListedPerson) {
  const reach = [phone, mobile, email, location].filter(Boolean).join(' · ')
  return (
    <li>
      <b>{name}</b>
      {jobTitle && `, ${jobTitle}`}
      {reach && <span>{reach}</span>}
    </li>
  )
}
