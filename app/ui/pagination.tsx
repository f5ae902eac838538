import type { PageEnds } from '#db/paging.ts'
import { addressOf } from './address-of.ts'
import { Link } from './link.tsx'

type Props = {
  /** The address of the list, to which the place in it is added. */
  path: string
  /** What else the address of the list says. */
  parameters?: URLSearchParams
  page: PageEnds
}

/** Links to the pages before and after this one; nothing where the list fits on one. */
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
