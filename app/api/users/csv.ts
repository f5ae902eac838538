import { toCsv } from '#actions/spreadsheet/write-csv.server.ts'
import { type Columns, toRow } from './row.ts'

type Options = {
  columns: Columns
  separator?: string
  bom: boolean
}

/** Writes users, given as JSON, as CSV rows; the first batch also has the header. */
export function csvWriter({ columns, separator = ',', bom }: Options): (users: readonly string[]) => string {
  let isFirst = true
  return (users) => {
    const head = isFirst ? [columns.map(({ header }) => header)] : []
    const rows = users.map((user) => toRow(user, columns))
    const text = toCsv([...head, ...rows], { separator, bom: bom && isFirst })
    isFirst = false
    return text
  }
}
