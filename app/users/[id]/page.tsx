import { Main } from '../../ui/main.tsx'
import { guarded } from '../../ui/guarded.tsx'
import { findUser } from '../find-user.ts'
export default guarded(async ({ params }: PageProps<'/users/[id]'>) => {
  const user = await findUser(params)
  return <Main title={user.name}><h1>{user.name}</h1></Main>
})
