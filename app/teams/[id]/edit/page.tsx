import { randomUUID } from 'node:crypto'
import { renameTeam } from '#actions/teams.ts'
import { viewerOfForm } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { findTeamForForm } from '../../find-team.ts'
import { TeamForm } from '../../team-form.tsx'

export default guarded(async ({ params }: PageProps<'/teams/[id]/edit'>) => {
  const viewer = await viewerOfForm('edit')
  const team = viewer && (await findTeamForForm(params))
  return (
    <Main>
      <TeamForm
        action={renameTeam}
        title={team ? `Edit ${team.name}` : 'Edit team'}
        submission={randomUUID()}
        target={team ? { id: team.id, version: team.version, name: team.name } : {}}
        back={team ? `/teams/${team.id}` : '/teams'}
      />
    </Main>
  )
})
