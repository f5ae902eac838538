'use client'

import { Field } from '../../../ui/form/field.tsx'

/** A cell that is wrong, in words. */
export type WrongCell = {
  row: number
  /** Whose row it is, at its first cell. */
  who: string
  /** The place and the name of its column; -1 where there is none. */
  column: number
  head: string
  problem: string
} & (
  | { /** Its place among the corrections of the form. */ place: number; isLong: boolean }
  | { place?: never; quoted: string }
)

/** Cells that are wrong, each with an input. In the browser, too, because its elements from the server are four times as long. */
export function RefusedTable({ cells }: { cells: readonly WrongCell[] }) {
  return (
    <table className="sheet problems">
      <caption className="visually-hidden">Refused rows</caption>
      <thead>
        <tr>
          <th scope="col">Row</th>
          <th scope="col">Column</th>
          <th scope="col">Cell</th>
          <th scope="col">Problem</th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={`${cell.row} ${cell.column}`}>
            <th scope="row">
              {cell.row} <span className="hint">{cell.who}</span>
            </th>
            <td>{cell.head}</td>
            <td>
              <Cell cell={cell} />
            </td>
            <td className="error">{cell.problem}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ cell }: { cell: WrongCell }) {
  if (cell.place === undefined) return cell.quoted && <q>{cell.quoted}</q>
  const { row, column, head, isLong } = cell
  const name = `corrections[${cell.place}]`
  const field = { name: `${name}.value`, label: `Row ${row}, ${head}` }
  return (
    <>
      <input type="hidden" name={`${name}.row`} value={row} />
      <input type="hidden" name={`${name}.column`} value={column} />
      {isLong ? <Field {...field} control="textarea" rows={3} /> : <Field {...field} />}
    </>
  )
}
