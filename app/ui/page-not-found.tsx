import { Link } from './link.tsx'
import { Main } from './main.tsx'

export function PageNotFound() {
  return (
    <Main title={notFoundTitle}>
      <NotFoundWords />
    </Main>
  )
}

export const notFoundTitle = 'Page not found'

export function NotFoundWords() {
  return (
    <>
      <h1>{notFoundTitle}</h1>
      <p>There is no page at this address. It may have been moved to the trash, deleted or replaced.</p>
      <p className="actions">
        <Link href="/users">Go to the list of people</Link>
      </p>
    </>
  )
}
