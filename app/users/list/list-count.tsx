import { Link } from '../../ui/link.tsx'
import { inDigits } from '../count.ts'
import type { ListHome } from '../query/list-home.ts'
import { isNarrowed } from '../query/list-query.ts'
import { mostCounted, type UserList } from '../query/read-list.ts'

type Props = { home: ListHome; list: UserList }

/** Screen readers announce it when scripts update the list. */
export function ListCount({ home, list }: Props) {
  return (
    <p className={list.count > 0 ? 'count' : 'empty'} aria-live="polite">
      {list.count > 0 ? (
        countWords(list)
      ) : list.isEmpty ? (
        'No people yet.'
      ) : (
        <NobodyFound home={home} list={list} />
      )}
    </p>
  )
}

/** "12 people", or "26-50 of 300" where these are more than a page. */
function countWords({ count, position, page }: UserList): string {
  const isWhole = !page.previous && !page.next
  if (isWhole || !position) return `${countText(count)} ${count === 1 ? 'person' : 'people'}`
  return `${inDigits(position.first)}-${inDigits(position.last)} of ${countText(count)}`
}

function NobodyFound({ home, list: { query, suggestion, teams } }: Props) {
  const { q, ...others } = query.filters
  const isFiltered = isNarrowed({ filters: { ...others, ...(home.team && { team: undefined }) } })
  if (!q && !isFiltered)
    return <NobodyActive home={home} members={teams.find(({ id }) => id === home.team)?.members} />
  return (
    <>
      Nobody matches {[q && `“${q}”`, isFiltered && 'these filters'].filter(Boolean).join(' and ')}.{' '}
      {suggestion && (
        <>
          Did you mean <Link href={suggestion.href}>{suggestion.words}</Link>?{' '}
        </>
      )}
      <Link href={home.path}>Show all people</Link>
    </>
  )
}

/** Inactive people are not nobody. */
function NobodyActive({ home, members }: { home: ListHome; members: number | undefined }) {
  if (members === 0) return 'No people in this team yet.'
  return (
    <>
      Nobody is active. <Link href={`${home.path}?status=all`}>Show all people</Link>
    </>
  )
}

export function countText(count: number): string {
  return count > mostCounted ? `${inDigits(mostCounted)}+` : inDigits(count)
}
