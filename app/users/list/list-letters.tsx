import { addressIn, type ListHome } from '../query/list-home.ts'
import type { UserList } from '../query/read-list.ts'
import { LetterLinks } from './letter-links.tsx'

/** A name in Chinese starts with one of thousands. */
const mostLetters = 60

/** Leads to the people whose names start with a letter, where the list is longer than a page. */
export function ListLetters({ home, list: { letters, query, count } }: { home: ListHome; list: UserList }) {
  if (letters.length < 2 || letters.length > mostLetters || count <= query.rows) return null
  return <LetterLinks address={addressIn(home, query, { from: '' })} letters={letters} />
}
