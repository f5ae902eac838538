import Link from 'next/link'
import type { PageEnds } from '#db/paging.ts'

type Props = {
  /** The address of the list, to which the place in it is added. */
  path: string
  page: PageEnds
}

/** Links to the pages before and after this one; nothing where the list fits on one. */
export function Pagination({ path, page: { previous, next } }: Props) {
  if (!previous && !next) return null
  return (
    <nav className="pagination" aria-label="Pages">
      {previous && <Link href={path}>First page</Link>}
      {previous && (
        <Link href={`${path}?cursor=${previous}`} rel="prev">
          Previous page
        </Link>
      )}
      {next && (
        <Link href={`${path}?cursor=${next}`} rel="next">
          Next page
        </Link>
      )}
    </nav>
  )
}
