import { Link } from './link.tsx'
import { Main } from './main.tsx'

export function NotAllowed() {
  return (
    <Main title="Not allowed">
      <h1>Not allowed</h1>
      <p>Your account does not have the rights for this. An admin can give them to you.</p>
      <p className="actions">
        <Link href="/users">Go to the list of people</Link>
      </p>
    </Main>
  )
}
