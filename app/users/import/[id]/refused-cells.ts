import type { Plan } from '#actions/imports/check-rows.server.ts'
import type { Row } from '#actions/imports/read-table.server.ts'
import { inDigits } from '../../count.ts'
import type { WrongCell } from './refused-table.tsx'
import { cut, headAt, inLine, mostShown } from './shown.ts'

type Refused = Plan['refused'][number]
type Cell = { column: number; value: string; messages: string[] }
type Sheet = { head: readonly string[]; columns: readonly string[] }

const mostCorrected = 50
// A file with a longer cell is corrected in its own program. All of them are in the page twice.
const longestCorrected = 2_000
const mostCharacters = 20_000
const longestLine = 100

/** The wrong cells of the first refused rows, and the values that the inputs of the form start with. */
export function refusedCells(refused: readonly Refused[], { head, columns }: Sheet) {
  const corrections: { value: string }[] = []
  let characters = 0

  function inputOf({ column, value }: Cell): Pick<WrongCell, 'place'> & Record<string, unknown> {
    const fits = value.length <= longestCorrected && characters + value.length <= mostCharacters
    if (column < 0 || !fits || corrections.length === mostCorrected)
      return { quoted: cut(value, longestLine) }
    characters += value.length
    const isLong = value.length > longestLine || value.includes('\n')
    return { place: corrections.push({ value }) - 1, isLong }
  }

  const cells = refused.slice(0, mostShown).flatMap(({ row, problems }) => {
    const all = byCell(problems)
    // Once there are enough inputs, one cell says why a row is refused.
    const shown = corrections.length < mostCorrected ? all : all.slice(0, 1)
    const others = all.length - shown.length
    return shown.map((cell, index) => ({
      row: row.number,
      who: index === 0 ? whoIn(row, columns) : '',
      column: cell.column,
      head: cell.column < 0 ? '' : headAt(head, cell.column),
      problem: cell.messages.join('. ') + (others > 0 ? ` (and ${inDigits(others)} more)` : ''),
      ...inputOf(cell),
    })) as WrongCell[]
  })
  return { cells, corrections }
}

function byCell(problems: Refused['problems']): Cell[] {
  const cells = new Map<number, Cell>()
  for (const { column, value, message } of problems) {
    const known = cells.get(column)
    if (known) known.messages.push(message)
    else cells.set(column, { column, value, messages: [message] })
  }
  return [...cells.values()]
}

const nameColumns = ['name', 'firstName', 'middleName', 'lastName']

/** The name in a row, or all that it says. */
function whoIn({ cells }: Row, columns: readonly string[]): string {
  const names = cells.filter((cell, index) => nameColumns.includes(columns[index] ?? '') && cell.trim())
  return cut(names.join(' ') || inLine(cells, columns), 60)
}
