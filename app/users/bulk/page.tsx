import { randomUUID } from 'node:crypto'
import { changeUsers } from '#actions/bulk.ts'
import { database } from '#db/database.ts'
import { levelOf } from '#db/policy.ts'
import type { Team } from '#db/tables.ts'
import { listTeams } from '#db/teams/find.ts'
import { type Operation, operationOf, type Preview, previewMany } from '#db/users/bulk.ts'
import { mostPeople } from '#db/users/limits.ts'
import { requirePermission } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { inDigits } from '../count.ts'
import { ConfirmMany } from '../many/confirm-many.tsx'
import { FirstPeople } from '../many/first-people.tsx'
import { NothingToDo } from '../many/nothing-to-do.tsx'
import { buttons, consequences, titleOf, unchangedOf } from '../many/words.ts'
import { parametersOf } from '../query/list-query.ts'
import { ChooseTeam } from './choose-team.tsx'
import { type BulkRequest, listOf, parseBulkRequest } from './request.ts'

export default guarded(async ({ searchParams }: PageProps<'/users/bulk'>) => {
  const viewer = await requirePermission('edit')
  const request = parseBulkRequest(await searchParams, levelOf(viewer))
  if ('ids' in request.selection && request.selection.ids.length === 0)
    return (
      <NothingToDo title="Nobody is selected" back={listOf(request)}>
        Tick the boxes of the people you mean, then press the button again.
      </NothingToDo>
    )
  const teams = await listTeams(database())
  const team = teams.find(({ id }) => id === request.team)
  const operation = operationOf(request.verb, team?.id)
  const preview = await previewMany(database(), request.selection, operation)
  if (preview.count === 0)
    return (
      <NothingToDo title="Nobody is left" back={listOf(request)}>
        The people you selected are not in the directory any more.
      </NothingToDo>
    )
  if (preview.count > mostPeople)
    return (
      <NothingToDo title="Too many people" back={listOf(request)}>
        {`More than ${inDigits(mostPeople)} people match, so nothing was done. Search for fewer, then press the button again.`}
      </NothingToDo>
    )
  if (!operation)
    return (
      <Main title={titleOf(request.verb, preview.count)}>
        <h1>{titleOf(request.verb, preview.count)}</h1>
        <ChooseTeam request={request} teams={teams} />
      </Main>
    )
  if (preview.count === preview.unchanged)
    return (
      <NothingToDo title="Nothing to change" back={listOf(request)}>
        {unchangedOf(operation.do, preview.unchanged)}
      </NothingToDo>
    )
  return <Confirm request={request} operation={operation} preview={preview} team={team} />
})

type Asked = { request: BulkRequest; operation: Operation; preview: Preview; team: Team | undefined }

function Confirm({ request, operation, preview, team }: Asked) {
  const { selection, query, verb } = request
  const changing = preview.count - preview.unchanged
  return (
    <Main>
      <ConfirmMany
        // A new selection is a new form, which keeps nothing of the previous one.
        key={preview.fingerprint}
        action={changeUsers}
        submission={randomUUID()}
        title={titleOf(verb, changing, team?.name)}
        button={buttons[verb]}
        danger={verb === 'trash'}
        back={listOf(request)}
        values={{
          do: verb,
          ...(team && { team: String(team.id) }),
          selection: JSON.stringify(
            'ids' in selection ? { ids: selection.ids } : { filters: selection.filters },
          ),
          fingerprint: preview.fingerprint,
          list: parametersOf({ ...query, selected: [] }).toString(),
        }}
      >
        <div>
          <p>{consequences[verb]} You can undo this afterwards.</p>
          {preview.unchanged > 0 && <p>{unchangedOf(operation.do, preview.unchanged)}</p>}
        </div>
        <FirstPeople people={preview.people} count={changing} />
      </ConfirmMany>
    </Main>
  )
}
