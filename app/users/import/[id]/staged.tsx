import { randomUUID } from 'node:crypto'
import { dryRun } from '#actions/imports/dry-run.server.ts'
import { discardImport, importUsers } from '#actions/imports.ts'
import type { Import } from '#db/imports/find.ts'
import { ActionButton } from '../../../ui/form/action-button.tsx'
import { Link } from '../../../ui/link.tsx'
import { Main } from '../../../ui/main.tsx'
import { ImportForm } from './import-form.tsx'
import { LeftOut } from './left-out.tsx'
import { PlanLists } from './plan-lists.tsx'
import { readChoices } from './read-choices.ts'

/** A file that waits to be imported: what would happen, and how it is read. */
export async function Staged({ file }: { file: Import }) {
  const { plan, table, marked, fingerprint } = await dryRun(file)
  const { added, changed, trashed } = plan
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
        values={{ id: file.id, version: file.version, fingerprint, ...file.options }}
        head={table.head}
        marked={marked}
        choices={readChoices(table)}
        ready={added.length + changed.length}
        trashed={trashed.length}
      >
        <LeftOut {...table} columns={file.options.columns} />
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
