import { cellsByKind } from '#actions/spreadsheet/user-cells.server.ts'
import { headOf } from '#actions/user-words.schema.ts'
import { type FieldName, fieldNames, fieldOf } from '#db/user-fields.ts'

/** What a spreadsheet may hold, and what blank cells mean. */
export function ColumnGuide() {
  return (
    <section aria-labelledby="columns">
      <h2 id="columns">Columns of the file</h2>
      <p>
        One row names the columns. If a column has another name, choose on the next page where it goes. The
        easiest start: <a href="/users/export?format=xlsx">export all people as Excel (.xlsx)</a>, change that
        file, and import it. For new people, download a template:{' '}
        <a href="/users/import/template?format=xlsx" download>
          Excel (.xlsx)
        </a>{' '}
        or{' '}
        <a href="/users/import/template?format=csv" download>
          CSV
        </a>
        .
      </p>
      <dl className="details">
        <div>
          <dt>Id</dt>
          <dd>Finds the person. Without an id, the staff number does, and without that the email</dd>
        </div>
        {fieldNames.map((name) => (
          <div key={name}>
            <dt>{headOf(name)}</dt>
            <dd>{guideOf(name)}</dd>
          </div>
        ))}
      </dl>
      <p>
        A row that has none of the three is somebody new, unless somebody here has the same name or phone
        number: then you are asked. You are also asked where a number or an email belongs to somebody with
        quite another name.
      </p>
      <p>
        Cells such as "n/a" and "-" count as blank. What a blank cell does is your choice on the next page. A
        field without a column stays the same. Nobody is moved to the trash; people who are not in the file
        can be deactivated, if you choose so. The file is kept for a day at most, and deleted when it is
        imported or when somebody is erased.
      </p>
    </section>
  )
}

function guideOf(name: FieldName): string {
  const field = fieldOf(name)
  const holds = field.required ? 'Needed for somebody new' : cellsByKind[field.kind].guide(field)
  return field.unique ? `${holds}. Must not be somebody else’s` : holds
}
