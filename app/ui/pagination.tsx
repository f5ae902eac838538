import type { PageEnds } from '#db/paging.ts'
import { addressOf } from './address-of.ts'
import { Link } from './link.tsx'

type Props = {
  /** The address of the list, without the position in it. */
  path: string
  parameters?: URLSearchParams
  page: PageEnds
}

/** Shows nothing if the list fits on one page. */
export function Pagination({ path, parameters, page: { previous, next } }: Props) {
  if (!previous && !next) return null
  const at = (cursor: string) =>
    addressOf(path, new URLSearchParams([...(parameters ?? []), ['cursor', cursor]]))
  return (
    <nav className="pagination" aria-label="Pages">
      {previous && <Link href={addressOf(path, parameters ?? new URLSearchParams())}>First page</Link>}
      {previous && (
        <Link href={at(previous)} rel="prev">
          Previous page
        </Link>
      )}
      {next && (
        <Link href={at(next)} rel="next">
          Next page
        </Link>
      )}
    </nav>
  )
}
