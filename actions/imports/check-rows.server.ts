import { isDeepStrictEqual } from 'node:util'
import type { User } from '#db/tables.ts'
import { inOrder } from '#db/users/kinds.ts'
import { blankUser, type UserValues, valuesOf } from '#db/users/values.ts'
import type { ImportOptions } from '../imports.schema.ts'
import { plain, withTeamsOf } from '../spreadsheet/read-cells.server.ts'
import { columnOf, judgeOf, type Known, withoutFields } from './judge-row.server.ts'
import type { Refusal } from './match-people.server.ts'
import type { Question } from './questions.server.ts'
import type { ReadRow } from './read-rows.server.ts'
import type { Row } from './read-table.server.ts'
import type { Problem } from './row-cells.server.ts'
import { takingTurns } from './turns.server.ts'

/** What an import would do, row by row. */
export type Plan = {
  added: Added[]
  changed: Matched[]
  unchanged: Pick<Matched, 'row' | 'before'>[]
  /** Those who are in the trash and would be restored, with what the file says. */
  trashed: Matched[]
  /** Without the cells that are `droppable` the person could be taken. */
  refused: { row: Row; problems: (Problem & { droppable: boolean })[] }[]
  /** Rows that wait for an answer. */
  asked: { row: Row; question: Question }[]
  /** Rows that were left out on request. */
  skipped: Row[]
  /** Cells, or parts of them, that are left out of people who are taken. */
  leftOut: { row: Row; problems: Problem[] }[]
  /** Teams that are not here yet, and how many people of the file are in each. */
  newTeams: Map<string, number>
  /** Everybody whom a row means or may mean. */
  meant: Set<number>
  /** Rows that are refused or wait, and may mean anybody. */
  unclear: number
}

/** `newTeams` are those that are not here yet. */
type Added = { row: Row; values: UserValues; newTeams: string[] }
type Matched = Added & { before: User }

const mostRounds = 3

/** What importing rows would do to the people there are: nothing is written. Others get their turn between rows. */
export async function checkRows(
  rows: readonly ReadRow[],
  options: Pick<ImportOptions, 'columns' | 'blanks' | 'answers' | 'otherAnswers' | 'withoutCells'>,
  known: Known,
): Promise<Plan> {
  const plan = emptyPlan()
  const teams = rows.flatMap(({ cells }) => cells.teams || [])
  const judge = judgeOf(rows, options, { ...known, find: withTeamsOf(teams, known.find) })
  const answers = new Map(options.answers.map(({ row, choice }) => [row, choice]))
  const countTeams = teamCounter(plan.newTeams)
  const turn = takingTurns()
  for (const read of rows) {
    await turn()
    const { row } = read
    const toProblem = ({ field, message, droppable }: Refusal) => {
      const column = columnOf(field, options.columns)
      return { column, value: row.cells[column] ?? '', message, droppable }
    }
    // A strange value needs an answer of its own, and can be left out with all others.
    const others = read.strange && options.otherAnswers !== 'leave' ? '' : options.otherAnswers
    const answer = answers.get(row.number) || others
    const dropped: Problem[] = []
    let { cells } = read
    let verdict = judge(read, answer)
    // Without a cell another rule may be broken: somebody without an email may be somebody here.
    for (let round = 1; options.withoutCells && round <= mostRounds; round++) {
      if (verdict.is !== 'refused' || !verdict.refusals.every(isDroppable)) break
      dropped.push(...verdict.refusals.map(toProblem))
      cells = withoutFields(cells, verdict.refusals)
      verdict = judge({ ...read, cells }, answer)
    }
    for (const { id } of verdict.people) plan.meant.add(id)
    const waits = verdict.is === 'refused' || verdict.is === 'asked' || read.surplus !== ''
    if (waits && verdict.people.length === 0) plan.unclear++
    if (verdict.is === 'refused' || read.surplus) {
      const refusals = verdict.is === 'refused' ? verdict.refusals.map(toProblem) : []
      const wide = read.surplus
        ? [{ column: -1, value: read.surplus, message: tooWide, droppable: false }]
        : []
      plan.refused.push({ row, problems: [...refusals.sort(byColumn), ...wide] })
    } else if (verdict.is === 'asked') {
      plan.asked.push({ row, question: verdict.question })
    } else if (verdict.is === 'skipped') {
      plan.skipped.push(row)
    } else {
      const { withheld } = verdict
      const problems = [...read.leftOut, ...dropped, ...(withheld ? [toProblem(withheld)] : [])]
      if (problems.length > 0) plan.leftOut.push({ row, problems })
      const { before, values } = verdict
      const newTeams = countTeams(verdict.newTeams)
      if (before) sortIn(plan, { row, before, values, newTeams })
      else plan.added.push({ row, values: { ...blankUser, ...values }, newTeams })
    }
  }
  return plan
}

const tooWide =
  'This row has more cells than there are columns. Put quotes around a cell that holds the separator'

function emptyPlan(): Plan {
  return {
    added: [],
    changed: [],
    unchanged: [],
    trashed: [],
    refused: [],
    asked: [],
    skipped: [],
    leftOut: [],
    newTeams: new Map(),
    meant: new Set(),
    unclear: 0,
  }
}

/** Counts the people of each new team. A team is written in several ways, and the first one names it. */
function teamCounter(counts: Map<string, number>) {
  const spellings = new Map<string, string>()
  return (names: readonly string[]): string[] => {
    const teams = names.map((name) => spellings.get(plain(name)) ?? name)
    for (const name of new Set(teams)) {
      spellings.set(plain(name), name)
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return teams
  }
}

function isDroppable({ droppable }: Refusal): boolean {
  return droppable
}

function byColumn(one: Problem, other: Problem): number {
  return one.column - other.column
}

function sortIn(
  plan: Plan,
  { values: said, ...match }: Omit<Matched, 'values'> & { values: Partial<UserValues> },
): void {
  const { row, before } = match
  const values = { ...valuesOf(before), ...said }
  values.teams = inOrder(values.teams)
  const isSame = isDeepStrictEqual(values, valuesOf(before)) && match.newTeams.length === 0
  if (before.trashedAt) plan.trashed.push({ ...match, values })
  else if (isSame) plan.unchanged.push({ row, before })
  else plan.changed.push({ ...match, values })
}
