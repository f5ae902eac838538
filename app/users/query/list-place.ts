import { type Cursor, decodeCursor, type Listed, type Page } from '#db/paging.ts'
import type { Parameters } from './list-query.ts'

/** More matches than these are not counted. */
export const mostCounted = 10_000

/** The numbers of the first and the last row of a page, counted from 1. */
export type Position = { first: number; last: number }

/** A place in the list. The number of the row after it, where it is known, comes from the address. */
type Place = { from: Cursor | undefined; number: number | undefined }

/** Undefined at the start of the list; a place without `from` is in no such list. */
export function placeOf({ cursor, from }: Parameters, listed: Listed): Place | undefined {
  if (cursor === undefined) return from === undefined ? undefined : letterOf(from, listed)
  const [text = '', number] = String(cursor).split('.')
  return { from: decodeCursor(text, listed), number: numberOf(number) }
}

/** Names from this letter on; ignored in other orders, and if it is no letter. */
function letterOf(text: string | string[], { order }: Listed): Place | undefined {
  if (typeof text !== 'string' || !/^\p{L}$/u.test(text)) return undefined
  const letter = text.toLowerCase()
  const id = 0
  if (order === 'name' || order === 'surname')
    return { from: { order, towards: 'next', key: letter, id }, number: undefined }
  if (order === '-name' || order === '-surname')
    return { from: { order, towards: 'next', key: letter + highest, id }, number: undefined }
  return undefined
}

const highest = '\u{10ffff}'
const mostPeople = 100_000_000

function numberOf(text: string | undefined): number | undefined {
  const number = /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0
  return number >= 1 && number <= mostPeople ? number : undefined
}

type Known = { place: Place | undefined; count: number }

/** Undefined where the number in the address is missing or cannot be right. */
export function positionOf(page: Page<unknown>, { place, count }: Known): Position | undefined {
  const first = firstOf(page, { place, count })
  if (first === undefined || page.rows.length === 0) return undefined
  const last = first + page.rows.length - 1
  const isRight = first === 1 ? !page.previous : first > 1 && page.previous !== undefined
  const fits = count > mostCounted || (page.next ? last < count : last === count)
  return isRight && fits ? { first, last } : undefined
}

function firstOf({ rows, previous, next }: Page<unknown>, { place, count }: Known): number | undefined {
  if (!previous) return 1
  if (!next && count <= mostCounted) return count - rows.length + 1
  if (place?.number === undefined) return undefined
  return place.from?.towards === 'previous' ? place.number - rows.length : place.number
}

/** Puts the number of the next row into the addresses of the pages before and after. */
export function numbered<Row>(page: Page<Row>, position: Position | undefined): Page<Row> {
  if (!position) return page
  return {
    ...page,
    previous: page.previous && `${page.previous}.${position.first}`,
    next: page.next && `${page.next}.${position.last + 1}`,
  }
}
