import { randomUUID } from 'node:crypto'
import { updateUser } from '#actions/users.ts'
import { listing } from '#db/events.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { findUser } from '../../find-user.ts'
import { UserForm } from '../../user-form.tsx'

export default guarded(async ({ params }: PageProps<'/users/[id]/edit'>) => {
  const user = await findUser(params)
  const { phoneE164: _, ...fields } = listing(user)
  return (
    <Main>
      <UserForm
        action={updateUser}
        title={`Edit ${user.name}`}
        submission={randomUUID()}
        user={{ ...fields, id: user.id, version: user.version }}
        back={`/users/${user.id}`}
      />
    </Main>
  )
})
