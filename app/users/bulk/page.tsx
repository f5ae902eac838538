import { randomUUID } from 'node:crypto'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { changeUsers } from '#actions/bulk.ts'
import { mostPeople, type Operation, type Survey, survey } from '#db/bulk.ts'
import { database } from '#db/database.ts'
import { listTeams } from '#db/find-teams.ts'
import { levelOf } from '#db/policy.ts'
import type { Team } from '#db/tables.ts'
import { requirePermission } from '../../permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { ConfirmMany } from '../confirm-many.tsx'
import { FirstNames } from '../first-names.tsx'
import { parametersOf } from '../list-query.ts'
import { ChooseTeam } from './choose-team.tsx'
import { type BulkRequest, listOf, parseBulkRequest } from './request.ts'
import { buttons, consequences, titleOf, unchangedOf } from './words.ts'

export default guarded(async ({ searchParams }: PageProps<'/users/bulk'>) => {
  const viewer = await requirePermission('edit')
  const request = parseBulkRequest(await searchParams, levelOf(viewer))
  if ('ids' in request.selection && request.selection.ids.length === 0)
    return (
      <Told title="Nobody is selected" request={request}>
        Tick the boxes of those you mean, then press the button again.
      </Told>
    )
  const teams = await listTeams(database())
  const team = teams.find(({ id }) => id === request.team)
  const operation = operationOf(request, team)
  const seen = await survey(database(), request.selection, operation ?? { do: 'trash' })
  if (seen.count === 0)
    return (
      <Told title="Nobody is left" request={request}>
        Nobody whom you selected is in the directory any more.
      </Told>
    )
  if (seen.count > mostPeople)
    return (
      <Told title="Too many users" request={request}>
        {`More than ${mostPeople.toLocaleString('en')} users match. Nothing was done: search for fewer, then press the button again.`}
      </Told>
    )
  if (!operation)
    return (
      <Main title={titleOf(request.verb, seen.count)}>
        <h1>{titleOf(request.verb, seen.count)}</h1>
        <ChooseTeam request={request} teams={teams} />
      </Main>
    )
  if (seen.count === seen.unchanged)
    return (
      <Told title="Nothing to change" request={request}>
        {operation.do === 'trash' ? '' : unchangedOf(operation.do, seen.unchanged)}
      </Told>
    )
  return <Confirm request={request} operation={operation} seen={seen} team={team} />
})

type Asked = { request: BulkRequest; operation: Operation; seen: Survey; team: Team | undefined }

function Confirm({ request, operation, seen, team }: Asked) {
  const { selection, query, verb } = request
  const changing = seen.count - seen.unchanged
  return (
    <Main>
      <ConfirmMany
        // Another selection is another form: it keeps nothing of the one before.
        key={seen.fingerprint}
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
          fingerprint: seen.fingerprint,
          list: parametersOf(query).toString(),
        }}
      >
        <div>
          <p>{consequences[verb]} You can undo this afterwards.</p>
          {operation.do !== 'trash' && seen.unchanged > 0 && (
            <p>{unchangedOf(operation.do, seen.unchanged)}</p>
          )}
        </div>
        <FirstNames names={seen.names} count={changing} />
      </ConfirmMany>
    </Main>
  )
}

/** undefined when a team has to be chosen first. */
function operationOf({ verb }: BulkRequest, team: Team | undefined): Operation | undefined {
  if (verb !== 'add-to-team' && verb !== 'remove-from-team') return { do: verb }
  return team && { do: verb, team: team.id }
}

type ToldProps = { title: string; request: BulkRequest; children: ReactNode }

/** Why there is nothing to confirm. */
function Told({ title, request, children }: ToldProps) {
  return (
    <Main title={title}>
      <h1>{title}</h1>
      <p>{children}</p>
      <p className="actions">
        <Link href={listOf(request)}>Back to the list</Link>
      </p>
    </Main>
  )
}
