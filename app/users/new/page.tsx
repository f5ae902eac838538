import { randomUUID } from 'node:crypto'
import { createUser } from '#actions/users.ts'
import { Main } from '../../ui/main.tsx'
import { UserForm } from '../user-form.tsx'

export default function NewUserPage() {
  return (
    <Main>
      <UserForm action={createUser} title="Add user" submission={randomUUID()} back="/users" />
    </Main>
  )
}
