import { randomUUID } from 'node:crypto'
import { createTeam } from '#actions/teams.ts'
import { viewerOfForm } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { TeamForm } from '../team-form.tsx'

export default guarded(async () => {
  await viewerOfForm('edit')
  return (
    <Main>
      <TeamForm action={createTeam} title="Add team" submission={randomUUID()} back="/teams" />
    </Main>
  )
})
