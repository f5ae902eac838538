import type { Destination } from '../../imports.schema.ts'
import { fold } from '../../spreadsheet/fold.server.ts'
import { isEitherName, isOfBothNames, secondLastName } from './column-names.server.ts'

type Rows = readonly (readonly string[])[]

/**
 * Settles what the columns of names are by the others that are there: "Nom" beside "Prénom" is the family name, "Nombre" beside
 * "Apellidos" the given name, and "Name" beside both is a code or a company.
 */
export function settleNames(head: readonly string[], columns: Destination[], rows: Rows): void {
  const at = (place: Destination) => columns.indexOf(place)
  if (at('lastName') >= 0)
    for (const [index, cell] of head.entries())
      if (columns[index] === 'leave' && secondLastName.has(fold(cell))) columns[index] = 'lastName'
  if (at('name') < 0 && at('firstName') < 0 && at('lastName') < 0) {
    const both = head.findIndex((cell, index) => columns[index] === 'leave' && isOfBothNames(cell))
    if (both >= 0) columns[both] = 'name'
  }
  settleNicknames(head, columns)
  dropOddParts(head, columns, rows)
  const [name, first, last] = [at('name'), at('firstName'), at('lastName')] as const
  if (name < 0 || !isEitherName(head[name] ?? '')) {
    dropInitials(head, columns)
    return
  }
  if (first >= 0 && last >= 0) {
    const isWhole = holds(rows, name, first) && holds(rows, name, last) && areWritten(rows, name)
    if (!isWhole) columns[name] = 'leave'
  } else if (first >= 0 && !holds(rows, name, first)) columns[name] = 'lastName'
  else if (last >= 0 && !holds(rows, name, last)) columns[name] = 'firstName'
  dropInitials(head, columns)
}

/** "AH" alone is no name of anybody. */
function dropInitials(head: readonly string[], columns: Destination[]): void {
  const first = columns.indexOf('firstName')
  if (first >= 0 && !columns.includes('lastName') && initials.has(fold(head[first] ?? '')))
    columns[first] = 'leave'
}

const initials = new Set(['initials', 'voorletters', 'voorl'])
const short = new Set(['ad', 'first', 'last', 'sn', 'mi', 'middle'])

/** "First" (choice) and "AD" (account) beside names that are whole without them. */
function dropOddParts(head: readonly string[], columns: Destination[], rows: Rows): void {
  const name = columns.indexOf('name')
  if (name < 0 || !areWritten(rows, name)) return
  for (const [index, column] of columns.entries())
    if (
      /^(?:first|middle|last)Name$/.test(column) &&
      short.has(fold(head[index] ?? '')) &&
      !holds(rows, name, index)
    )
      columns[index] = 'leave'
}

/** "Apelido" is the family name in Portugal and a nickname in Brazil; "Roepnaam" is a first name where there is no other. */
function settleNicknames(head: readonly string[], columns: Destination[]): void {
  const nickname = head.findIndex((cell, index) => fold(cell) === 'apelido' && columns[index] !== 'leave')
  const hasLast = columns.some((column, index) => column === 'lastName' && index !== nickname)
  const name = columns.indexOf('name')
  const isWhole = name >= 0 && !isEitherName(head[name] ?? '')
  if (nickname >= 0 && (hasLast || isWhole))
    columns[nickname] = columns.includes('knownAs') ? 'leave' : 'knownAs'
  if (columns.includes('firstName') || columns.includes('name') || !columns.includes('lastName')) return
  const called = head.findIndex((cell, index) => columns[index] === 'knownAs' && isFirst.test(fold(cell)))
  if (called >= 0) columns[called] = 'firstName'
}

const isFirst = /^(?:roepnaam|rufname|prenom|preferredfirst|preferredname|chosenfirst|knownas|kutsumanimi)/

/** Whether most cells of a column hold what stands in another one, too. */
function holds(rows: Rows, whole: number, part: number): boolean {
  const filled = rows.filter((cells) => cells[whole]?.trim() && cells[part]?.trim())
  const both = filled.filter((cells) => fold(cells[whole] ?? '').includes(fold(cells[part] ?? '')))
  return both.length * 2 > filled.length
}

/** Whether most cells of a column are more than one word, or in a script that puts no spaces. */
function areWritten(rows: Rows, index: number): boolean {
  const filled = rows.map((cells) => cells[index]?.trim() ?? '').filter(Boolean)
  return filled.filter((cell) => /\s|[\u3000-\ud7ff]/u.test(cell)).length * 2 > filled.length
}

/** Whether cells are different names, each of one word or more. */
export function areNames(cells: readonly string[]): boolean {
  return areDifferent(cells) && cells.every((cell) => cell.length <= 100 && /^\p{L}[^\d@]*$/u.test(cell))
}

/** Whether cells are different names of two words at least. */
export function areFullNames(cells: readonly string[]): boolean {
  const isFull = (cell: string) => {
    const words = cell.split(/[ ,]+/)
    return words.length >= 2 && words.length <= 6
  }
  return areNames(cells) && cells.every(isFull)
}

function areDifferent(cells: readonly string[]): boolean {
  return cells.length > 0 && new Set(cells.map(fold)).size * 10 >= cells.length * 8
}
