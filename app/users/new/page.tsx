import { randomUUID } from 'node:crypto'
import { createUser } from '#actions/users.ts'
import { viewerOfForm } from '../../permission.ts'
import { forForm } from '../../request-page.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { readTeamNames } from '../team-names.ts'
import { UserForm } from '../user-form.tsx'

export default guarded(async () => {
  const viewer = await viewerOfForm('edit')
  return (
    <Main>
      <UserForm
        teams={viewer && (await forForm(() => readTeamNames(viewer)))}
        action={createUser}
        title="Add user"
        submission={randomUUID()}
        back="/users"
      />
    </Main>
  )
})
