import Link from 'next/link'
import { Main } from '../ui/main.tsx'
export default async function UsersPage() {
  return <Main title="Users"><h1>Users</h1><Link href="/users/new">Add user</Link></Main>
}
