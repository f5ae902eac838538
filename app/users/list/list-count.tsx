import { Link } from '../../ui/link.tsx'
import { inDigits } from '../count.ts'
import { mostCounted, type UserList } from './read-list.ts'

type Props = { list: UserList; mayEdit: boolean }

/** Screen readers announce it when scripts update the list. */
export function ListCount({ list: { query, count }, mayEdit }: Props) {
  const { q, ...others } = query.filters
  const isFiltered = Object.keys(query.filters).length > 0
  return (
    <p className={count > 0 ? 'count' : 'empty'} aria-live="polite">
      {count > 0 ? (
        `${countText(count)} ${count === 1 ? 'person' : 'people'}`
      ) : isFiltered ? (
        <>
          Nobody matches{' '}
          {[q && `“${q}”`, Object.keys(others).length > 0 && 'these filters'].filter(Boolean).join(' and ')}.{' '}
          <Link href="/users">Show all people</Link>
        </>
      ) : mayEdit ? (
        <>
          No people yet. <Link href="/users/new">Add the first one</Link>, or{' '}
          <Link href="/users/import">import a spreadsheet</Link>.
        </>
      ) : (
        'No people yet.'
      )}
    </p>
  )
}

export function countText(count: number): string {
  return count > mostCounted ? `${inDigits(mostCounted)}+` : inDigits(count)
}
