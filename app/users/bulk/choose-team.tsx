import type { Team } from '#db/tables.ts'
import { Link } from '../../ui/link.tsx'
import { TeamSelect } from '../many/team-select.tsx'
import { buttons } from '../many/words.ts'
import { type BulkRequest, listOf, withoutTeam } from './request.ts'

export function ChooseTeam({ request, teams }: { request: BulkRequest; teams: readonly Team[] }) {
  if (teams.length === 0)
    return (
      <>
        <p>There are no teams yet.</p>
        <p className="actions">
          <Link href={listOf(request)}>Back to the list</Link>
        </p>
      </>
    )
  return (
    <form action="/users/bulk">
      {withoutTeam(request).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <TeamSelect teams={teams} label="Choose a team" />
      <p className="actions">
        <button className="button" type="submit">
          {buttons[request.verb]}
        </button>
        <Link href={listOf(request)}>Cancel</Link>
      </p>
    </form>
  )
}
