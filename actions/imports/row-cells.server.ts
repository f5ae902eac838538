import { emailRule, tidy } from '../fields.schema.ts'
import type { Destination } from '../imports.schema.ts'
import { readDay } from '../spreadsheet/days.server.ts'
import { unescapeFormula } from '../spreadsheet/formula.server.ts'
import { emailsIn, readYes } from '../spreadsheet/read-cells.server.ts'
import { bestOf, kindOf, phonesOf } from './labels.server.ts'
import { numbersIn } from './numbers-in-cells.server.ts'

// Longer than any field takes, so that a longer cell is refused all the same.
const longestCell = 30_000
// Above it nothing is composed, which takes quadratic time.
const longestComposed = 400

/** Why a cell is not taken, and what to do about it. `column` is its place, -1 where it is about none. */
export type Problem = { column: number; value: string; message: string }

/** What a row says, by field. */
export type Cells = Partial<
  Record<Exclude<Destination, 'leave' | 'firstName' | 'middleName' | 'lastName' | 'inactive'>, string>
>

type Options = {
  /** The file is our own export, in which each text is meant as it stands. */
  isOwn?: boolean
  /** The places of the columns, in the order in which they count. */
  order?: readonly number[]
  /** The place of the column that holds the labels of another one, such as "Home". */
  labels?: ReadonlyMap<number, number>
  /** Is told what is left out of a cell that holds more than its field takes. */
  onLeftOut?: (column: number, message: string) => void
}

type Found = Partial<Record<Exclude<Destination, 'leave'>, string>>

/** A phone number, the column that it stands in, and what is said of it. */
type PhoneNumber = { at: number; text: string; label: string; isOfMobile: boolean }

/**
 * The cells of a row by where they go. Of several columns for one field the first with something in it counts; a second phone
 * number is the mobile, where there is none, and links and family names are put together. A row that is too short ends in blank cells.
 */
export function cellsOf(
  cells: readonly string[],
  columns: readonly Destination[],
  { isOwn = false, order = [...columns.keys()], labels = new Map(), onLeftOut = () => {} }: Options = {},
): Cells {
  const found: Found = {}
  const numbers: PhoneNumber[] = []
  const emails: { text: string; label: string }[] = []
  const lefts: ReturnType<typeof hasLeft>[] = []
  for (const index of order) {
    const column = columns[index] ?? 'leave'
    if (column === 'leave') continue
    let cell = tidy(withLineBreaks(unescapeFormula(cells[index] ?? '')), longestComposed).slice(
      0,
      longestCell,
    )
    if (!isOwn && (nameParts.includes(column) ? marksAlone.test(cell) : standsForNothing(cell))) cell = ''
    found[column] ??= ''
    if (cell === '') continue
    const label = cells[labels.get(index) ?? -1] ?? ''
    // Microsoft's name for a guest is no address.
    if (column === 'email' && /#EXT#/i.test(cell)) continue
    if (column === 'email') emails.push({ text: emailOf(cell, index), label })
    else if (column === 'phone' || column === 'mobile') {
      if (isOwn) found[column] = cell
      else
        numbers.push(
          ...numbersIn(cell, label).map((each) => ({
            isOfMobile: column === 'mobile',
            at: index,
            ...each,
          })),
        )
    } else if (column === 'inactive') lefts.push(hasLeft(cell))
    else if (column === 'links' && found.links) found.links += `\n${cell}`
    else if (column === 'lastName' && found.lastName && cell !== found.lastName) found.lastName += ` ${cell}`
    else found[column] ||= cell
  }
  const [email] = bestOf(emails)
  if (email) found.email = email.text
  takeNumbers()
  return joined(found, saying.flatMap((each) => lefts.find(({ left }) => left === each) ?? [])[0])

  function emailOf(cell: string, index: number): string {
    // Japanese keyboards write ＠ and letters in full width.
    const typed = !isOwn && cell.length <= longestComposed ? cell.normalize('NFKC') : cell
    const [first = typed, ...others] = emailsIn(typed)
    if (others.length > 0) onLeftOut(index, `Only the first email is taken, and not ${others.join(', ')}`)
    return emailRule.mend(others.length > 0 ? first : typed)
  }

  function takeNumbers(): void {
    const taken = phonesOf(numbers)
    if (taken.phone) found.phone = taken.phone.text
    if (taken.mobile) found.mobile = taken.mobile.text
    for (const at of new Set(numbers.map((number) => number.at))) {
      const here = numbers.filter((number) => number.at === at)
      const others = here.filter((number) => number !== taken.phone && number !== taken.mobile)
      const named = others.filter((number) => isOfOthers(number))
      if (named.length > 0)
        onLeftOut(at, `A number at home, of others or of a fax is not taken: ${inWords(named)}`)
      // Of several columns, the first ones are enough.
      else if (others.length > 0 && others.length < here.length)
        onLeftOut(at, `Two numbers are taken at most, and not ${inWords(others)}`)
    }
  }

  /** What the cell itself says of a number. Nobody misses what an address book calls a fax. */
  function isOfOthers({ at, label }: PhoneNumber): boolean {
    const kind = kindOf(label)
    return kind === 'home' || (kind === 'never' && label !== cells[labels.get(at) ?? -1])
  }
}

function inWords(numbers: readonly PhoneNumber[]): string {
  return numbers.map(({ text }) => text).join(', ')
}

/** FileMaker and others write a line break inside a cell as a vertical tab, or as a mark of Unicode. */
function withLineBreaks(cell: string): string {
  return cell.replace(/[\v\f\u0085\u2028\u2029]/g, '\n')
}

const nameParts: readonly Destination[] = ['name', 'firstName', 'middleName', 'lastName']

/** Whether a cell is what people write where they have nothing to write. */
export function standsForNothing(cell: string): boolean {
  return marksAlone.test(cell) || words.test(cell) || cell === 'System.String[]'
}

// Somebody may be called Null or Na, and nobody "-".
const marksAlone = /^[\s?.–—-]+$/
const words = /^(?:n\/?a|n\.a\.?|#n\/a|#ref!|#value!|#name\?|#div\/0!|null|none|nil|unknown|tbc|tbd|k\.a\.)$/i

// What a later column of the same kind may not take back comes first.
const saying = ['yes', 'unknown', 'past', 'no', ''] as const

/** What a cell says of whether somebody has left: yes, no, a day that is past, or nothing yet. */
type Left = (typeof saying)[number]

function hasLeft(cell: string): { left: Left; cell: string } {
  const yes = readYes(cell)
  if (yes !== undefined) return { left: yes ? 'yes' : 'no', cell }
  if (/^0{1,4}[./-]0{1,2}[./-]0{1,4}$/.test(cell)) return { left: '', cell }
  const day = readDay(cell)
  if (!day) return { left: 'unknown', cell }
  // Programs write the day zero, or the year 9999, where there is none.
  return {
    left: day.latest.getTime() < Date.now() && day.earliest.getUTCFullYear() > 1950 ? 'past' : '',
    cell,
  }
}

function joined(
  { firstName, middleName, lastName, inactive: _, ...cells }: Found,
  left?: { left: Left; cell: string },
): Cells {
  const parts = inOrder(firstName, middleName, lastName)
  if ([firstName, middleName, lastName].some((part) => part !== undefined)) cells.name ||= parts.join(' ')
  // The order of a family name of several words cannot be told from the full name.
  if (lastName && severalWords.test(lastName) && (firstName || middleName))
    cells.sortName ||= `${lastName}, ${[firstName, middleName].filter(Boolean).join(' ')}`
  if (left?.left === 'yes') cells.status = 'inactive'
  else if (left?.left === 'unknown') cells.status ||= left.cell
  else if (left?.left === 'past') cells.status ||= 'inactive'
  else if (left?.left === 'no') cells.status ||= 'active'
  return cells
}

const severalWords = /^[\p{L}\p{M}'’.-]+(?: [\p{L}\p{M}'’.-]+)+$/u
const eastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々\s]+$/u

/** First, middle and last name; in Chinese, Japanese and Korean the family name comes first. */
function inOrder(first = '', middle = '', last = ''): string[] {
  const isEastAsian = first !== '' && last !== '' && eastAsian.test(first) && eastAsian.test(last)
  return (isEastAsian ? [last, middle, first] : [first, middle, last]).filter(Boolean)
}
