import { randomUUID } from 'node:crypto'
import { dryRun } from '#actions/imports/dry-run.server.ts'
import { discardImport, importUsers } from '#actions/imports.ts'
import type { Import } from '#db/imports/find.ts'
import { type FieldName, userFields } from '#db/user-fields.ts'
import type { UserValues } from '#db/users/values.ts'
import { currentSettings } from '../../../request/current-settings.ts'
import { ActionButton } from '../../../ui/form/action-button.tsx'
import { Link } from '../../../ui/link.tsx'
import { Main } from '../../../ui/main.tsx'
import { inDigits } from '../../count.ts'
import { ImportForm } from './import-form.tsx'
import { LeftOut } from './left-out.tsx'
import { PlanLists } from './plan-lists.tsx'
import { readChoices } from './read-choices.ts'

/** A file that waits to be imported: what would happen, and how it is read. */
export async function Staged({ file }: { file: Import }) {
  const { plan, table, marked, fingerprint } = await dryRun(file)
  const { added, changed, trashed } = plan
  const { publicView } = await currentSettings()
  const failure = file.stopped
    ? 'The server stopped during the import, so nothing was imported. Import the file again.'
    : file.failure
  return (
    <Main>
      {failure && (
        <p className="notice refused" role="alert">
          {failure}
        </p>
      )}
      <ImportForm
        key={`${file.version} ${fingerprint}`}
        action={importUsers}
        submission={randomUUID()}
        title={`Import ${file.fileName}`}
        values={{ id: file.id, version: file.version, fingerprint, createTeams: 'on', ...file.options }}
        head={table.head}
        marked={marked}
        choices={readChoices(table)}
        publicColumns={publicView ? publicColumnsOf(file.options.columns) : []}
        newTeams={inWords(plan.newTeams)}
        ready={added.length + changed.length}
        trashed={trashed.length}
      >
        <LeftOut {...table} columns={file.options.columns} />
        {publicView && added.length > 0 && <BecomeListed values={added.map(({ values }) => values)} />}
        <PlanLists id={file.id} plan={plan} />
      </ImportForm>
      <div className="actions">
        <Link href="/users/import">Choose another file</Link>
        <ActionButton action={discardImport} values={{ id: file.id }} submission={randomUUID()}>
          Discard this file
        </ActionButton>
      </div>
    </Main>
  )
}

/** How many of those who are new anybody on the web would see. */
function BecomeListed({ values }: { values: readonly UserValues[] }) {
  const count = values.filter(({ listed, status }) => listed && status === 'active').length
  return (
    <p>
      {count === 1 ? '1 new person' : `${inDigits(count)} new people`} will be listed in the public view,
      where anybody on the web sees names, job titles, teams, texts about them and links.
    </p>
  )
}

function publicColumnsOf(columns: readonly string[]): number[] {
  const isPublic = (column: string) =>
    isPartOfName(column) || userFields[column as FieldName]?.level === 'public'
  return [...columns.keys()].filter((index) => isPublic(columns[index] ?? ''))
}

function isPartOfName(column: string): boolean {
  return ['firstName', 'middleName', 'lastName'].includes(column)
}

const mostNamed = 20

function inWords(teams: ReadonlyMap<string, number>): string | undefined {
  if (teams.size === 0) return undefined
  const named = [...teams].map(
    ([name, count]) => `${name} (${inDigits(count)} ${count === 1 ? 'person' : 'people'})`,
  )
  const others = named.length - mostNamed
  const all = others > 0 ? [...named.slice(0, mostNamed), `${inDigits(others)} others`] : named
  return `Create ${teams.size === 1 ? '1 team' : `${inDigits(teams.size)} teams`}: ${all.join(', ')}`
}
