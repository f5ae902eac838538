import { randomUUID } from 'node:crypto'
import { trashUser } from '#actions/users.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { findUser } from '../../find-user.ts'
import { DeleteForm } from './delete-form.tsx'

export default guarded(async ({ params }: PageProps<'/users/[id]/delete'>) => {
  const { id, version, name } = await findUser(params)
  return (
    <Main>
      <DeleteForm action={trashUser} user={{ id, version, name }} submission={randomUUID()} />
    </Main>
  )
})
