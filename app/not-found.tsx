import { NotFoundWords, notFoundTitle } from './ui/page-not-found.tsx'
import { PageTitle } from './ui/page-title.tsx'

/** Next renders it with each page, in case that is needed, so it loads nothing and has no notice. */
export default function NotFound() {
  return (
    <main id="main" tabIndex={-1}>
      <PageTitle>{notFoundTitle}</PageTitle>
      <NotFoundWords />
    </main>
  )
}
