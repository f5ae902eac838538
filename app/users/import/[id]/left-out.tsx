import type { Row } from '#actions/imports/read-table.server.ts'
import { calledOf } from '#actions/user-words.schema.ts'
import { fieldNames } from '#db/user-fields.ts'
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

const noneTaken = 'No column goes to a field. Choose below where each goes, and which row names them'
const mostQuoted = 5

/** Says which columns and lines are not imported, before what is. */
export function LeftOut({ head, columns, footers, repeatedHeads }: Props) {
  const names = head.filter((_, index) => columns[index] === 'leave').map((name) => name || 'no name')
  const shared = sharedBy(head, columns)
  return (
    <>
      {names.length > 0 && (
        <p>
          {names.length === head.length ? noneTaken : 'Left out'}: <strong>{inWords(few(names))}</strong>
        </p>
      )}
      {shared.map(({ label, heads }) => (
        <p key={label}>
          {label} is what is filled first of <strong>{inWords(heads)}</strong>.
        </p>
      ))}
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

/** The fields that several columns go to, of which one counts in each row. */
function sharedBy(head: readonly string[], columns: readonly string[]): { label: string; heads: string[] }[] {
  return fieldNames
    .filter((name) => !joined.includes(name))
    .map((name) => ({
      label: calledOf(name),
      heads: head.filter((_, index) => columns[index] === name).map((cell) => cell || 'no name'),
    }))
    .filter(({ heads }) => heads.length > 1)
}

const joined: readonly string[] = ['phone', 'mobile', 'links']
const mostNamed = 12

function few(names: readonly string[]): string[] {
  const others = names.length - mostNamed
  return others > 1 ? [...names.slice(0, mostNamed), `${inDigits(others)} others`] : [...names]
}

function inWords(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names)
}

function quoted({ cells }: Row): string {
  const text = cells.flatMap((cell) => cell.trim() || []).join(' ')
  return `“${text.length > 80 ? `${text.slice(0, 80)}…` : text}”`
}
