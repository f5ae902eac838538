import { Refused } from '../form/errors.server.ts'
import { type ImportOptions, importOptions } from '../imports.schema.ts'
import type { DryRun } from './dry-run.server.ts'

/** What was sent, and the decisions about rows that the page did not show. @throws Refused for too many of them */
export function withDecisions(sent: unknown, before: ImportOptions, { plan }: DryRun): ImportOptions {
  const asked = importOptions.parse(sent)
  const shown = new Map(
    plan.refused.flatMap(({ row, problems }) =>
      problems.map(({ column, value }) => [`${row.number}.${column}`, oneLine(value)]),
    ),
  )
  const at = ({ row, column }: ImportOptions['corrections'][number]) => `${row}.${column}`
  const corrected = asked.corrections.filter((each) => shown.get(at(each)) !== oneLine(each.value))
  const answered = asked.answers.filter(({ choice }) => choice !== '')
  const kept = <Item>(old: readonly Item[], now: readonly Item[], keyOf: (item: Item) => unknown) => [
    ...old.filter((item) => now.every((other) => keyOf(other) !== keyOf(item))),
    ...now,
  ]
  const decided = {
    ...asked,
    ...(before.boxes && { boxes: before.boxes }),
    corrections: kept(before.corrections, corrected, at),
    answers: kept(before.answers, answered, ({ row }) => row),
  }
  refuseTooMany(decided)
  return decided
}

// In characters of JSON. Each look at the file reads all of them.
const mostDecided = 1_000_000

function refuseTooMany({ answers, corrections }: ImportOptions): void {
  if (JSON.stringify([answers, corrections]).length > mostDecided)
    throw new Refused(
      'This file has too many answers and corrections. Correct the others in the file, then upload it again.',
    )
}

/** As an input shows it, which has no line breaks. */
function oneLine(cell: string): string {
  return cell.replace(/[\r\n]+/g, '').trim()
}
