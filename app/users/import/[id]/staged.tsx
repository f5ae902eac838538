import { randomUUID } from 'node:crypto'
import { dryRun } from '#actions/imports/dry-run.server.ts'
import { importOptions } from '#actions/imports.schema.ts'
import { discardImport } from '#actions/imports.ts'
import type { Import } from '#db/imports/find.ts'
import { currentSettings } from '../../../request/current-settings.ts'
import { ActionButton } from '../../../ui/form/action-button.tsx'
import { Link } from '../../../ui/link.tsx'
import { BecomeListed, publicColumnsOf } from './become-listed.tsx'
import { Choices } from './choices.tsx'
import { ColumnsTable } from './columns-table.tsx'
import { DroppableCells } from './droppable-cells.tsx'
import { ImportFrame } from './import-frame.tsx'
import { KeptDecisions } from './kept-decisions.tsx'
import { LeftOut } from './left-out.tsx'
import { MissingPeople, mayBeFullList } from './missing-people.tsx'
import { PeopleKinds } from './people-kinds.tsx'
import { Questions } from './questions.tsx'
import { readChoices } from './read-choices.ts'
import { ReadFields } from './read-fields.tsx'
import { refusedCells } from './refused-cells.ts'
import { RefusedRows } from './refused-rows.tsx'
import { Verdict } from './verdict.tsx'

/** A file that waits to be imported: what would happen, what people have to decide, and how it is read. */
export async function Staged({ file }: { file: Import }) {
  const { plan, table, samples, turnable, marked, words, missing, fingerprint } = await dryRun(file)
  const { publicView } = await currentSettings()
  const options = importOptions.parse(file.options)
  const { columns } = options
  const { head } = table
  const { cells, corrections } = refusedCells(plan.refused, { head, columns })
  const choices = readChoices(table)
  return (
    <ImportFrame
      title={`Import ${file.fileName}`}
      values={{
        ...options,
        id: file.id,
        version: file.version,
        fingerprint,
        restore: options.boxes?.restore,
        createTeams: options.boxes?.createTeams ?? true,
        missing: options.boxes?.missing ?? 'leave',
        // What was decided before is kept without being sent again.
        corrections,
        answers: [],
      }}
      above={<Failure {...file} />}
      below={<OtherFile {...file} />}
    >
      <Verdict plan={plan} missing={missing} />
      <LeftOut {...table} columns={columns} />
      {options.boxes?.remembered && (
        <p>Columns go where the last file with the same names of columns sent them.</p>
      )}
      <KeptDecisions {...options} />
      <ColumnsTable
        head={head}
        samples={samples}
        destinations={choices.destination}
        publicColumns={publicView ? publicColumnsOf(columns) : []}
      />
      <ReadFields marked={marked} choices={choices} words={words} />
      <section className="plan" aria-labelledby="people">
        <h2 id="people">People</h2>
        {publicView && plan.added.length > 0 && (
          <BecomeListed values={plan.added.map(({ values }) => values)} />
        )}
        <Questions asked={plan.asked} columns={columns} othersAnswered={options.otherAnswers !== ''} />
        {cells.length > 0 && <RefusedRows id={file.id} cells={cells} count={plan.refused.length} />}
        <DroppableCells head={head} refused={plan.refused} chosen={options.withoutCells} />
        <Choices
          trashed={plan.trashed.length}
          newTeams={plan.newTeams}
          turnable={turnable}
          areTurned={options.turnNames}
        />
        <PeopleKinds head={head} columns={columns} plan={plan} />
        {mayBeFullList(missing) && <MissingPeople missing={missing} plan={plan} />}
      </section>
    </ImportFrame>
  )
}

function OtherFile({ id }: Pick<Import, 'id'>) {
  return (
    <div className="actions">
      <Link href="/users/import">Choose another file</Link>
      <ActionButton action={discardImport} values={{ id }} submission={randomUUID()}>
        Discard this file
      </ActionButton>
    </div>
  )
}

function Failure({ stopped, failure }: Pick<Import, 'stopped' | 'failure'>) {
  const words = stopped
    ? 'The server stopped during the import, so nothing was imported. Import the file again.'
    : failure
  return (
    words && (
      <p className="notice refused" role="alert">
        {words}
      </p>
    )
  )
}
