import { levelOf } from '#db/policy.ts'
import { requirePermission } from '../../request/permission.ts'
import { addressOf } from '../../ui/address-of.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { inDigits, users } from '../count.ts'
import { headingOf, readPeople, ticksLeftOut } from '../export/read-people.ts'
import { CopyFieldButton } from '../export/script-buttons.tsx'
import { parametersOf } from '../query/list-query.ts'
import { type Addressee, addressText, mailLinks, type Separator } from './addresses.ts'

const most = 2_000

export default guarded(async ({ searchParams }: PageProps<'/users/addresses'>) => {
  const viewer = await requirePermission('read')
  const given = await searchParams
  const list = await readPeople(given, levelOf(viewer), { fields: ['name', 'email', 'teams'], most })
  const { people, query, hasMore } = list
  const reached = people.flatMap(({ name, email }): Addressee[] => (email ? [{ name, email }] : []))
  const without = people.length - reached.length
  const separator = given.separator === 'semicolon' ? 'semicolon' : 'comma'
  const parameters = parametersOf(query)
  const addresses = reached.length === 1 ? '1 address' : `${inDigits(reached.length)} addresses`
  const heading = headingOf(list)
  return (
    <Main title={`Email addresses: ${heading}`}>
      <h1>Email addresses</h1>
      <p className="subtitle">{heading}</p>
      <p>
        {addresses}.{without > 0 && ` ${users(without)} ${without === 1 ? 'has' : 'have'} no email.`}
        {hasMore &&
          ` These are the first ${inDigits(most)} people by name: choose a team, or search, for fewer.`}{' '}
        {ticksLeftOut(list)}
      </p>
      {reached.length > 0 && (
        <>
          <div className="field">
            <label htmlFor="addresses">All addresses</label>
            <textarea id="addresses" readOnly rows={8} value={addressText(reached, separator)} />
          </div>
          <p className="actions">
            <CopyFieldButton field="addresses">Copy {addresses}</CopyFieldButton>
            <SeparatorLink parameters={parameters} now={separator} />
          </p>
          <h2>Write to all</h2>
          <p className="hint">As blind copies: nobody sees who else gets the email.</p>
          <ul>
            {mailLinks(reached).map(({ href, from, to }, _, { length }) => (
              <li key={from}>
                <a href={href}>
                  {length === 1 ? 'Write to all' : `Write to people ${inDigits(from)} to ${inDigits(to)}`}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="actions">
        <Link href={addressOf('/users', parameters)}>Back to the list</Link>
      </p>
    </Main>
  )
})

/** Outlook wants semicolons; other programs take commas. */
function SeparatorLink({ parameters, now }: { parameters: URLSearchParams; now: Separator }) {
  const all = new URLSearchParams(parameters)
  if (now === 'comma') all.set('separator', 'semicolon')
  return (
    <Link href={addressOf('/users/addresses', all)}>
      {now === 'comma' ? 'With semicolons, for Outlook' : 'With commas'}
    </Link>
  )
}
