import type { Row } from '#actions/imports/read-table.server.ts'
import { inDigits } from '../../count.ts'

type Props = {
  /** What the columns of the file are called. */
  head: readonly string[]
  /** Where each of them goes. */
  columns: readonly string[]
  /** Rows below the people. */
  footers: readonly Row[]
  /** How many rows name the columns once more. */
  repeatedHeads: number
}

const noneKnown =
  'No column has a name that is known here. Choose below where each goes, and which row names them'
const mostQuoted = 5

/** Says which columns and lines are not imported, before what is. */
export function LeftOut({ head, columns, footers, repeatedHeads }: Props) {
  const names = head.filter((_, index) => columns[index] === 'leave').map((name) => name || 'no name')
  return (
    <>
      {names.length > 0 && (
        <p>
          {names.length === head.length ? noneKnown : 'Left out'}: <strong>{inWords(names)}</strong>
        </p>
      )}
      {footers.length > 0 && (
        <p>
          {footers.length === 1
            ? '1 line below the people was'
            : `${inDigits(footers.length)} lines below the people were`}{' '}
          left out: <strong>{inWords(footers.slice(0, mostQuoted).map(quoted))}</strong>
        </p>
      )}
      {repeatedHeads > 0 && (
        <p>
          {repeatedHeads === 1
            ? '1 line that repeats the names of the columns was'
            : `${inDigits(repeatedHeads)} lines that repeat the names of the columns were`}{' '}
          left out.
        </p>
      )}
    </>
  )
}

function inWords(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names)
}

function quoted({ cells }: Row): string {
  const text = cells.flatMap((cell) => cell.trim() || []).join(' ')
  return `“${text.length > 80 ? `${text.slice(0, 80)}…` : text}”`
}
