import Link from 'next/link'
import { Main } from './ui/main.tsx'

export default function NotFound() {
  return (
    <Main title="Page not found">
      <h1>Page not found</h1>
      <p>
        Nobody is listed at this address. The user may have been moved to the trash, or the address mistyped.
      </p>
      <p className="actions">
        <Link href="/users">Go to the list of users</Link>
      </p>
    </Main>
  )
}
