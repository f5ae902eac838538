import type { Destination } from '../../imports.schema.ts'
import { readDay } from '../../spreadsheet/days.server.ts'
import { fold } from '../../spreadsheet/fold.server.ts'
import { emailsIn } from '../../spreadsheet/read-cells.server.ts'
import { misleads } from './cells-of-columns.server.ts'
import {
  isAboutOthers,
  isAboutPrivateLife,
  isAboutWork,
  isOfCompany,
  isOfPeople,
  placesOf,
  signInNames,
  tiers,
} from './column-names.server.ts'
import { wordsIn } from './head-words.server.ts'
import { isOwnFile, nameOfColumn, type Place } from './known-heads.server.ts'
import { areFullNames, areNames, settleNames } from './name-columns.server.ts'
import { columnsOfOthers } from './other-people.server.ts'

// A second one of these says something more.
const several: readonly Place[] = ['email', 'phone', 'mobile', 'links', 'inactive']

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
  const folded = head.map(fold)
  const seen = folded.map((word, index) => folded.indexOf(word) === index)
  const isOwn = isOwnFile(head)
  const isFree = (place: Place) => !columns.includes(place) || several.includes(place)
  const others = isOwn ? new Set<number>() : columnsOfOthers(head)
  const place = (index: number, tier: (typeof tiers)[number]) => {
    if (columns[index] !== 'leave' || !seen[index] || others.has(index)) return
    const places = isOwn && folded[index] === 'id' ? (['id'] as const) : placesOf(head[index] ?? '', tier)
    const cells = cellsOf(index)
    const fits = (each: Place) =>
      isOwn || !misleads(each, cells, { head: head[index] ?? '', heads: head, rows: rows.length })
    columns[index] = places.find((each) => isFree(each) && fits(each)) ?? 'leave'
  }
  // A blank column gives way to one that holds something.
  const filled = isOwn ? [] : [...head.keys()].filter((index) => cellsOf(index).length > 0)
  for (const indexes of [filled, [...head.keys()]])
    for (const tier of tiers) for (const index of indexes) place(index, tier)
  if (isOwn) return columns
  settleNames(head, columns, rows)
  const hasStreet = head.some((cell) => street.test(cell))
  const isNamed = (index: number) => head[index] !== nameOfColumn(index)
  const fill = (place: Place, test: (index: number, cells: readonly string[]) => boolean) => {
    const index = columns.findIndex((column, each) => column === 'leave' && test(each, cellsOf(each)))
    if (index >= 0 && !columns.includes(place)) columns[index] = place
  }
  const isOther = (index: number) =>
    others.has(index) || isAboutOthers(head[index] ?? '') || isAboutPrivateLife(head[index] ?? '')
  fill('email', (index, cells) => !isOther(index) && areEmails(cells))
  const nickname = columns.findIndex(
    (column, index) => column === 'lastName' && fold(head[index] ?? '') === 'apelido',
  )
  const named = columns.filter((column, index) => namesOfPeople.includes(column) && index !== nickname)
  if (named.length === 0) fillName()
  if (nickname >= 0 && columns.includes('name')) columns[nickname] = 'knownAs'
  if (!columns.includes('phone') && !hasStreet)
    fill('phone', (index, cells) => extensions.has(fold(head[index] ?? '')) && areExtensions(cells))
  if (!head.some((_, index) => isNamed(index))) fill('phone', (_, cells) => arePhones(cells))
  return columns

  /** A column of names under a head that says little, such as "Employee", or nothing of it. */
  function fillName(): void {
    const cells = (index: number) => cellsOf(index).filter((cell) => !isPlaceholder(cell))
    const candidates = [...head.keys()].filter(
      (index) => ['leave', 'knownAs'].includes(columns[index] ?? '') && !isOther(index),
    )
    const index =
      candidates.find((each) => isOfPeople(head[each] ?? '') && areNames(cells(each))) ??
      candidates.find((each) => (saysName(head[each] ?? '') || !isNamed(each)) && areFullNames(cells(each)))
    // Two columns of single words may be the parts of a name, in either order.
    const parts = candidates.slice(0, 2).filter((each) => !isNamed(each) && cells(each).every(isWord))
    if (index !== undefined && parts.length < 2) columns[index] = 'name'
  }
}

/** Whether a head has a word for a name, or for what somebody signs in with. */
function saysName(head: string): boolean {
  const isLogin = /user|login|nick/i.test(head)
  return (
    !isOfCompany(head) &&
    (isLogin || wordsIn(head).some((word) => /^(?:names?|nom|nombre|nome|naam)$/.test(word)))
  )
}

const namesOfPeople: readonly Destination[] = ['name', 'firstName', 'lastName']

// Of one's own switchboard. A number in full comes before it.
const extensions = new Set(
  `Ext, Extension, Phone extension, Ext no, Durchwahl, DW, Nebenstelle, Poste téléphonique, Extensión, Interno, Ramal, Extensão, Toestel,
  Wewnętrzny, Tel. wewnętrzny, Linka, Klapka, Dahili, Anknytning, Lokalnummer, Internnummer, Mellék, Внутр. тел, Внутренний телефон,
  内線, 内線番号, 내선번호, 내선, 分机, 分机号, 分機`
    .split(',')
    .map(fold),
)

function isPlaceholder(cell: string): boolean {
  return /^[\W_]*$/u.test(cell) && !/\p{L}/u.test(cell)
}

function isWord(cell: string): boolean {
  return /^\p{Lu}[\p{L}\p{M}’'-]*$/u.test(cell)
}

function areEmails(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => emailsIn(cell).length > 0)
}

// There "Interno" is a flat.
const street = /civico|indirizzo|calle|rua|street|stra(?:ß|ss)e|\bcap\b|zip|plz|postcode/i

/** "1234", "x1234", "-134": the numbers of a switchboard. */
function areExtensions(cells: readonly string[]): boolean {
  const isOne = (cell: string) => /^[^\d]{0,6}\d{1,3}[ -]?\d{0,3}(?:\D.*)?$/.test(cell)
  const fit = cells.filter((cell) => isOne(cell) && readDay(cell) === undefined)
  return fit.length * 2 > cells.length
}

function arePhones(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => /^[+(]?[\d][\d\s()./-]{2,}$/.test(cell))
}

const reached: readonly Destination[] = ['email', 'phone', 'mobile']

/** The order in which columns count. Of addresses and numbers those of the work come first, and where people sign in last. */
export function precedence(head: readonly string[], columns: readonly Destination[]): number[] {
  const isReached = (index: number) => reached.includes(columns[index] ?? 'leave')
  const rank = (cell: string) => (signInNames.has(fold(cell)) ? 2 : isAboutWork(cell) ? 0 : 1)
  const inOrder = [...head.keys()]
    .filter(isReached)
    .sort((one, other) => rank(head[one] ?? '') - rank(head[other] ?? ''))
  return [...[...head.keys()].filter((index) => !isReached(index)), ...inOrder]
}
