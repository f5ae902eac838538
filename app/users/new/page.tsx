import { randomUUID } from 'node:crypto'
import { createUser } from '#actions/users.ts'
import { viewerOfForm } from '../../request/permission.ts'
import { forForm } from '../../request/request-page.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { UserForm } from '../form/user-form.tsx'
import { readTeamNames } from '../person/team-names.ts'

export default guarded(async () => {
  const viewer = await viewerOfForm('edit')
  return (
    <Main>
      <UserForm
        teams={viewer && (await forForm(() => readTeamNames(viewer)))}
        action={createUser}
        title="Add person"
        submission={randomUUID()}
        back="/users"
      />
    </Main>
  )
})
