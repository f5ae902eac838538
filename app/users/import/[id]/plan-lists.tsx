import type { Plan } from '#actions/imports/check-rows.server.ts'
import type { Row } from '#actions/imports/read-table.server.ts'
import { snapshot } from '#db/users/snapshot.ts'
import { Changes } from '../../person/changes.tsx'
import { NewValues } from './new-values.tsx'
import { PlanKind } from './plan-kind.tsx'
import { ProblemList } from './problem-list.tsx'

type Props = { id: number; plan: Plan }

/** What importing a file would do, kind by kind, with the first rows of each. */
export function PlanLists({ id, plan: { added, changed, unchanged, trashed, refused, leftOut } }: Props) {
  const withChanges = ({ row, before, values, newTeams }: Plan['changed'][number]) => (
    <>
      <Person row={row} {...before} />
      <Changes before={snapshot(before)} after={values} />
      <NewTeams names={newTeams} />
    </>
  )
  return (
    <>
      <PlanKind title="Refused" rows={refused} open>
        {({ row, problems }) => <ProblemList row={row} problems={problems} />}
      </PlanKind>
      {refused.length > 0 && (
        <p>
          <a href={`/users/import/${id}/refused`} download>
            Download the refused rows
          </a>{' '}
          to correct them, then import that file. They are not kept here after you import the others.
        </p>
      )}
      {leftOut.length > 0 && (
        <PlanKind title="Cells of which a part is left out" rows={leftOut}>
          {({ row, problems }) => <ProblemList row={row} problems={problems} />}
        </PlanKind>
      )}
      <PlanKind title="New" rows={added} open>
        {({ row, values, newTeams }) => (
          <>
            <Person row={row} {...values} />
            <NewValues values={values} />
            <NewTeams names={newTeams} />
          </>
        )}
      </PlanKind>
      <PlanKind title="Changed" rows={changed} open>
        {withChanges}
      </PlanKind>
      <PlanKind title="In the trash" rows={trashed} open>
        {withChanges}
      </PlanKind>
      <PlanKind title="Unchanged" rows={unchanged}>
        {({ row, before }) => <Person row={row} {...before} />}
      </PlanKind>
    </>
  )
}

function Person({ row, name, email }: { row: Row; name: string; email: string }) {
  return (
    <p>
      <span className="hint">Row {row.number}</span> <strong>{name}</strong> {email}
    </p>
  )
}

function NewTeams({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <p>
      {names.length === 1 ? 'Joins the new team' : 'Joins the new teams'} {names.join(', ')}
    </p>
  )
}
