import { emailRule, tidy } from '../fields.schema.ts'
import type { Destination } from '../imports.schema.ts'
import { unescapeFormula } from '../spreadsheet/formula.server.ts'
import { emailsIn, readYes } from '../spreadsheet/read-cells.server.ts'

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
  /** Is told what is left out of a cell that holds more than its field takes. */
  onLeftOut?: (column: number, message: string) => void
}

/**
 * The cells of a row by where they go. Of several columns for one field the first with something in it counts; a second phone
 * number is the mobile, where there is none, and links and family names are put together. A row that is too short ends in blank cells.
 */
export function cellsOf(
  cells: readonly string[],
  columns: readonly Destination[],
  { isOwn = false, onLeftOut = () => {} }: Options = {},
): Cells {
  const found: Partial<Record<Exclude<Destination, 'leave'>, string>> = {}
  const spare: string[] = []
  for (const [index, column] of columns.entries()) {
    if (column === 'leave') continue
    let cell = tidy(withLineBreaks(unescapeFormula(cells[index] ?? '')), longestComposed).slice(
      0,
      longestCell,
    )
    if (!isOwn && (nameParts.includes(column) ? marksAlone.test(cell) : standsForNothing(cell))) cell = ''
    if (column === 'email' && cell) {
      // Japanese keyboards write ＠ and letters in full width.
      if (!isOwn && cell.length <= longestComposed) cell = cell.normalize('NFKC')
      const [first = cell, ...others] = emailsIn(cell)
      if (others.length > 0) onLeftOut(index, `Only the first email is taken, and not ${others.join(', ')}`)
      cell = emailRule.mend(others.length > 0 ? first : cell)
    }
    if ((column === 'phone' || column === 'mobile') && cell && !isOwn) {
      const [first = cell, ...others] = numbersIn(cell)
      spare.push(...others)
      if (others.length > 1)
        onLeftOut(index, `Only two numbers are taken, and not ${others.slice(1).join(', ')}`)
      cell = first
    }
    if (column === 'links' && found.links && cell) found.links += `\n${cell}`
    else if (column === 'phone' && found.phone && cell) spare.push(cell)
    else if (column === 'lastName' && found.lastName && cell && cell !== found.lastName)
      found.lastName += ` ${cell}`
    else found[column] ||= cell
  }
  if (spare[0] && !found.mobile) found.mobile = spare[0]
  return joined(found)
}

/** FileMaker and others write a line break inside a cell as a vertical tab, or as a mark of Unicode. */
function withLineBreaks(cell: string): string {
  return cell.replace(/[\v\f\u0085\u2028\u2029]/g, '\n')
}

const nameParts: readonly Destination[] = ['name', 'firstName', 'middleName', 'lastName']

/** Whether a cell is what people write where they have nothing to write. */
export function standsForNothing(cell: string): boolean {
  return marksAlone.test(cell) || words.test(cell)
}

// Somebody may be called Null or Na, and nobody "-".
const marksAlone = /^(?:-+|–|—|\.+|\?+)$/
const words = /^(?:n\/?a|n\.a\.?|#n\/a|#ref!|#value!|#name\?|#div\/0!|null|none|nil|unknown|tbc|tbd|k\.a\.)$/i

// Each has six digits at least, so that "0228 / 555 01 36" is one number.
const dividers = /\s*(?:\/|;|,|:::|\n|\bor\b|\boder\b)\s*/

/** The phone numbers in a cell, of which each is short enough to be one. */
function numbersIn(cell: string): string[] {
  const text = cell.replace(/^tel:/i, '')
  if (text.length > 1000) return [text]
  const parts = text.split(dividers).filter(Boolean)
  const isNumber = (part: string) => (part.match(/\p{Nd}/gu)?.length ?? 0) >= 6
  if (parts.length < 2 || !parts.every(isNumber)) return [text]
  // Remarks such as "(mornings)" are no part of a number.
  return parts.map((part) => part.replace(/\([^()\d]*\)/g, '').trim())
}

function joined({
  firstName,
  middleName,
  lastName,
  inactive,
  ...cells
}: Partial<Record<Exclude<Destination, 'leave'>, string>>): Cells {
  const parts = [firstName, middleName, lastName]
  if (parts.some((part) => part !== undefined)) cells.name ||= parts.filter(Boolean).join(' ')
  // The order of a family name of several words cannot be told from the full name.
  if (lastName?.includes(' ') && (firstName || middleName))
    cells.sortName ||= `${lastName}, ${[firstName, middleName].filter(Boolean).join(' ')}`
  if (inactive) {
    const isInactive = readYes(inactive)
    cells.status ||= isInactive === undefined ? inactive : isInactive ? 'inactive' : 'active'
  }
  return cells
}
