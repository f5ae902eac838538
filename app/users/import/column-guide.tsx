import { destinationLabels } from './labels.ts'

const { leave: _, ...named } = destinationLabels

const hints: Partial<Record<keyof typeof named, string>> = {
  id: 'Finds the person; without it the e-mail does',
  name: 'Needed for somebody new',
  email: 'Needed for somebody new. Must not be somebody else’s',
  phone: 'A number, with the country code',
  about: 'Up to 1,000 characters',
  teams: 'By name, one on a line or with commas between them; only teams that exist',
  links: 'One on a line; a label may come before the address',
  status: 'active or inactive; active for somebody new',
  listed: 'yes or no; yes for somebody new',
}

/** What a spreadsheet may hold, and what blank cells mean. */
export function ColumnGuide() {
  return (
    <section aria-labelledby="columns">
      <h2 id="columns">What the file may hold</h2>
      <p>
        The first row names the columns. If a column has another name, say on the next page what it holds. The
        easiest way to start: <a href="/users/export">export all users</a>, change that file, and import it.
      </p>
      <dl className="details">
        {Object.entries(named).map(([field, label]) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>{hints[field as keyof typeof named] ?? 'Any text'}</dd>
          </div>
        ))}
      </dl>
      <p>
        A blank cell clears what is there, except for the id, the status and whether somebody is listed. What
        has no column in the file stays as it is. Nobody is deleted. The file is kept for a day at most, and
        deleted once it is imported or somebody is erased.
      </p>
    </section>
  )
}
