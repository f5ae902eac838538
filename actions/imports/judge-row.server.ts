import { isDeepStrictEqual } from 'node:util'
import { type FieldName, fieldNames, fieldOf } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'
import { inOrder } from '#db/users/kinds.ts'
import { type UserValues, valuesOf } from '#db/users/values.ts'
import type { Destination, ImportOptions } from '../imports.schema.ts'
import type { KnownTeams } from '../spreadsheet/read-cells.server.ts'
import { inText } from '../user-words.schema.ts'
import { claims } from './claims.server.ts'
import type { Keys } from './keys.server.ts'
import { type Match, matcher, type Refusal } from './match-people.server.ts'
import { personQuestion, type Question } from './questions.server.ts'
import type { ReadRow } from './read-rows.server.ts'
import { valuesReader } from './read-values.server.ts'
import type { Cells } from './row-cells.server.ts'

/** The people and teams that are here. */
export type Known = { people: readonly Person[]; find: KnownTeams; keys: Keys }

/** What becomes of a row. `people` are those whom it means or may mean. */
type Verdict = { people: readonly Person[] } & (
  | { is: 'refused'; refusals: Refusal[] }
  | { is: 'asked'; question: Question }
  | { is: 'skipped' }
  | {
      is: 'taken'
      before: Person | undefined
      values: Partial<UserValues>
      newTeams: string[]
      /** A value that stays out, because it belongs to somebody else. */
      withheld?: Refusal | undefined
    }
)

/**
 * Makes a judge of rows, which come in the order of the file: the first one keeps what several claim. Without an answer ('')
 * to its question a row waits.
 */
export function judgeOf(
  rows: readonly ReadRow[],
  { columns, blanks }: Pick<ImportOptions, 'columns' | 'blanks'>,
  { people, find, keys }: Known,
) {
  const fields = fieldsOf(columns)
  const readSome = valuesReader(blanks === 'clear' ? fields : [], find)
  const readAll = valuesReader(withRequired(fields), find)
  const match = matcher(people, keys, rows)
  const { isMeant, claim } = claims(people, keys)

  return (row: ReadRow, answer: string): Verdict => {
    const { cells, strange } = row
    const { number } = row.row
    const found = withoutMeant(match(row), (person) => isMeant(person, number))
    const people = found.before ? [found.before] : found.candidates
    if (answer === 'leave') return { is: 'skipped', people }
    const said = found.candidates.length > 0 ? readSome(cells) : undefined
    const unchanged = said && found.candidates.find((person) => saysNothing(person, said))
    if (strange && answer === '' && !unchanged && !hasEmail(found.before, cells))
      return { is: 'asked', people, question: strange }
    const before = unchanged ?? personOf(found, answer)
    if (before === 'unknown') return { is: 'asked', people, question: personQuestion(found, cells) }
    const withheld = before ? undefined : withheldOf(found)
    const own = withheld ? withoutFields(cells, [withheld]) : cells
    const { values, refusals: wrong, newTeams } = (before ? readSome : readAll)(own)
    const refusals = [
      ...found.refusals,
      ...wrong.map((each) => ({ ...each, droppable: !fieldOf(each.field).required })),
      // Nothing is claimed for a row that means two people.
      ...(found.refusals.length > 0 ? [] : claim(number, { before, by: found.by }, values)),
    ]
    return refusals.length > 0
      ? { is: 'refused', people, refusals }
      : { is: 'taken', people: before ? [before] : [], before, values, newTeams, withheld }
  }
}

/** The number or email of a new person that belongs to somebody else. */
function withheldOf({ before, by, isDoubtful }: Match): Refusal | undefined {
  if (!before || !by || !isDoubtful) return undefined
  const what = by === 'id' ? by : inText(by)
  return { field: by, message: `This ${what} is that of ${before.name}, and is left out`, droppable: true }
}

/** Whether somebody has the email already, so that nobody asks about it again. */
function hasEmail(person: Person | undefined, { email = '' }: Cells): boolean {
  return email !== '' && person?.email.toLowerCase() === email.toLowerCase()
}

/** Candidates whom an earlier row means are only namesakes. */
function withoutMeant(match: Match, isMeant: (person: Person) => boolean): Match {
  const { candidates, namesakes } = match
  return {
    ...match,
    candidates: candidates.filter((person) => !isMeant(person)),
    namesakes: [...namesakes, ...candidates.filter(isMeant)],
  }
}

/** Cells without those of some fields, which say nothing then. */
export function withoutFields(cells: Cells, refused: readonly Pick<Refusal, 'field'>[]): Cells {
  const fields: string[] = refused.map(({ field }) => field)
  return Object.fromEntries(Object.entries(cells).filter(([field]) => !fields.includes(field)))
}

function personOf(
  { before, isDoubtful, candidates, namesakes }: Match,
  answer: string,
): Person | undefined | 'unknown' {
  if (before && !isDoubtful) return before
  const people = before ? [before] : candidates
  if (people.length + namesakes.length === 0 || answer === 'new') return undefined
  // "The same person", said of all rows, does not choose among namesakes.
  const same = people.length === 1 ? people[0] : undefined
  return (answer === 'same' ? same : people.find(({ id }) => `${id}` === answer)) ?? 'unknown'
}

function saysNothing(
  person: Person,
  { values, refusals, newTeams }: ReturnType<ReturnType<typeof valuesReader>>,
): boolean {
  const before = valuesOf(person)
  const after = { ...before, ...values }
  return (
    refusals.length === 0 &&
    newTeams.length === 0 &&
    isDeepStrictEqual({ ...after, teams: inOrder(after.teams) }, before)
  )
}

/** The fields about which columns say something. */
function fieldsOf(columns: ImportOptions['columns']): FieldName[] {
  const fields = columns.map((column) => fieldOfPart[column] ?? column)
  return fieldNames.filter((name) => fields.includes(name))
}

const fieldOfPart: Partial<Record<Destination, FieldName>> = {
  firstName: 'name',
  middleName: 'name',
  lastName: 'name',
  inactive: 'status',
}

/** The first column about a field, -1 where there is none. */
export function columnOf(field: FieldName | 'id', columns: ImportOptions['columns']): number {
  const column = columns.indexOf(field)
  return column >= 0 ? column : columns.findIndex((each) => fieldOfPart[each] === field)
}

function withRequired(fields: readonly FieldName[]): FieldName[] {
  return [...new Set([...fields, ...fieldNames.filter((name) => fieldOf(name).required)])]
}
