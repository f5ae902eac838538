import type { Destination } from '../imports.schema.ts'
import { fold } from '../spreadsheet/fold.server.ts'
import { emailsIn, readStatus, readYes } from '../spreadsheet/read-cells.server.ts'
import {
  eitherName,
  isOfBothNames,
  isOwnFile,
  nameOfColumn,
  type Place,
  placesByName,
  secondLastName,
  wordsOf,
} from './column-names.server.ts'

// A second one of these says something more.
const several: readonly Place[] = ['email', 'phone', 'mobile', 'links']

/**
 * Where columns go, by what they are called and what they hold: columns with cells before blank ones, our own names before
 * others, and a head that stands twice counts once.
 * @param rows - some of the rows, whose cells decide where a name alone would mislead
 */
export function matchColumns(
  head: readonly string[],
  rows: readonly (readonly string[])[] = [],
): Destination[] {
  const columns: Destination[] = head.map(() => 'leave')
  const cellsOf = (index: number) => rows.map((cells) => (cells[index] ?? '').trim()).filter(Boolean)
  const words = head.map(wordsOf)
  const folded = head.map(fold)
  const seen = folded.map((word, index) => folded.indexOf(word) === index)
  const isOwn = isOwnFile(head)
  const place = (index: number, names: 'own' | 'also') => {
    if (columns[index] !== 'leave' || !seen[index]) return
    const place =
      isOwn && folded[index] === 'id'
        ? 'id'
        : words[index]?.map((word) => placesByName[names].get(word)).find(Boolean)
    if (!place || (columns.includes(place) && !several.includes(place))) return
    if (!misleads(place, cellsOf(index), names)) columns[index] = place
  }
  // A blank column gives way to one that holds something.
  const filled = isOwn ? [] : [...head.keys()].filter((index) => cellsOf(index).length > 0)
  for (const indexes of [filled, [...head.keys()]])
    for (const names of ['own', 'also'] as const) for (const index of indexes) place(index, names)
  settleNames(head, columns, rows)
  const fill = (place: Place, test: (cells: readonly string[]) => boolean) => {
    const index = head.findIndex((_, each) => columns[each] === 'leave' && test(cellsOf(each)))
    if (index >= 0 && !columns.includes(place)) columns[index] = place
  }
  fill('email', areEmails)
  if (head.every((cell, index) => cell === nameOfColumn(index))) {
    fill('name', areNames)
    fill('phone', arePhones)
  }
  return columns
}

/** Cells that show that a column is not what its name says. */
function misleads(place: Place, cells: readonly string[], names: 'own' | 'also'): boolean {
  if (cells.length === 0) return false
  const most = (test: (cell: string) => boolean) => cells.filter(test).length * 2 > cells.length
  if (place === 'status' && names === 'also') return !most((cell) => readStatus(cell) !== undefined)
  if (place === 'inactive') return !most((cell) => readYes(cell) !== undefined)
  if (place === 'jobTitle') return most((cell) => accessRoles.has(fold(cell)))
  if (place === 'email') return !cells.some((cell) => cell.includes('@'))
  return false
}

// What somebody may do in another system, and forms of address.
const accessRoles = new Set(
  `member, members, admin, administrator, superadmin, moderator, owner, editor, author, contributor, subscriber, viewer,
  user, guest, mr, mrs, ms, miss, mx, dr, herr, frau, mme, sr, sra`
    .split(',')
    .map(fold),
)

/** "Nom" beside "Prénom" is the family name, unless it holds the first name, and "Nombre" beside "Apellidos" the given name. */
function settleNames(
  head: readonly string[],
  columns: Destination[],
  rows: readonly (readonly string[])[],
): void {
  const [name, first, last] = [
    columns.indexOf('name'),
    columns.indexOf('firstName'),
    columns.indexOf('lastName'),
  ] as const
  if (last >= 0)
    for (const [index, cell] of head.entries())
      if (columns[index] === 'leave' && secondLastName.has(fold(cell))) columns[index] = 'lastName'
  if (name < 0 && first < 0 && last < 0) {
    const both = head.findIndex((cell, index) => columns[index] === 'leave' && isOfBothNames(cell))
    if (both >= 0) columns[both] = 'name'
  }
  if (name < 0 || !eitherName.has(fold(head[name] ?? ''))) return
  if (first >= 0 && last < 0 && !areFullNames(rows, name, first)) columns[name] = 'lastName'
  else if (last >= 0 && first < 0) columns[name] = 'firstName'
}

/** Whether most cells of a column hold the first name, too. */
function areFullNames(rows: readonly (readonly string[])[], name: number, first: number): boolean {
  const filled = rows.filter((cells) => cells[name]?.trim() && cells[first]?.trim())
  const holds = filled.filter((cells) => fold(cells[name] ?? '').includes(fold(cells[first] ?? '')))
  return holds.length * 2 > filled.length
}

function areEmails(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => emailsIn(cell).length > 0)
}

function areNames(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => cell.length <= 100 && isName(cell))
}

function isName(cell: string): boolean {
  const words = cell.split(/[ ,]+/)
  return words.length >= 2 && words.length <= 6 && /^\p{L}\D*$/u.test(cell)
}

function arePhones(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => /^[+(]?[\d][\d\s()./-]{2,}$/.test(cell))
}
