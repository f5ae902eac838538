import { randomUUID } from 'node:crypto'
import { trashUser } from '#actions/users.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { findUserForForm } from '../../find-user.ts'
import { DeleteForm } from './delete-form.tsx'

export default guarded(async ({ params }: PageProps<'/users/[id]/delete'>) => {
  const user = await findUserForForm(params)
  const target = user && { id: user.id, version: user.version, name: user.name }
  return (
    <Main>
      <DeleteForm action={trashUser} user={target} submission={randomUUID()} />
    </Main>
  )
})
