import type { ImportOptions } from '../imports.schema.ts'
import { unescapeFormula } from '../spreadsheet/formula.server.ts'
import { toCsv } from '../spreadsheet/write-csv.server.ts'
import type { Plan } from './check-rows.server.ts'
import type { DryRun } from './dry-run.server.ts'
import { delimiterOf } from './formats/csv.server.ts'
import type { Row } from './read-table.server.ts'

type LeftOut = { row: Row; reasons: string[] }

const reasonHead = 'Why it was refused'
// In bytes. The content of an import must not be larger.
const largestKept = 10_000_000

/** The rows of a file that are refused, as a CSV to mend and import again, each with the reasons at its end. */
export function refusedRows({ plan, table }: Pick<DryRun, 'plan' | 'table'>, options: ImportOptions): string {
  return toFile(refusedIn(plan, table.head), table, options)
}

/** The refused rows and those that wait for an answer, to keep them; undefined for none, or too many of them. */
export function leftOutRows(
  { plan, table }: Pick<DryRun, 'plan' | 'table'>,
  options: ImportOptions,
): Buffer | undefined {
  const waiting = plan.asked.map(({ row, question }) => ({ row, reasons: [question.message] }))
  const all = [...refusedIn(plan, table.head), ...waiting]
  if (all.length === 0) return undefined
  const file = Buffer.from(toFile(all, table, options))
  return file.length > largestKept ? undefined : file
}

function refusedIn({ refused }: Plan, head: readonly string[]): LeftOut[] {
  return refused.map(({ row, problems }) => ({
    row,
    reasons: problems.map(({ column, message }) => (head[column] ? `${head[column]}: ${message}` : message)),
  }))
}

function toFile(all: readonly LeftOut[], { head, kind }: DryRun['table'], options: ImportOptions): string {
  // A file that was mended before has the column of then.
  const columns = [...head.keys()].filter((index) => head[index] !== reasonHead)
  const rows = all.map(({ row: { cells }, reasons }) => {
    // Cells without a column stay behind the reasons, so that they are refused again until they are mended.
    const surplus = cells.slice(head.length)
    return [...columns.map((index) => cells[index] ?? ''), reasons.join('\n'), ...surplus]
  })
  const named = [[...columns.map((index) => head[index] ?? ''), reasonHead], ...rows]
  // As the file was written, so that the same program opens it.
  const separator = kind === 'text' ? delimiterOf(options) : ','
  return toCsv(
    named.map((row) => row.map(unescapeFormula)),
    { separator, bom: true },
  )
}
