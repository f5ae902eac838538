import type { Plan } from '#actions/imports/check-rows.server.ts'
import { Field } from '../../../ui/form/field.tsx'
import { inDigits } from '../../count.ts'
import { cut, headAt } from './shown.ts'

type Props = {
  head: readonly string[]
  refused: Plan['refused']
  /** It was chosen before. */
  chosen: boolean
}
type Cause = { text: string; rows: number[]; cells: string[] }

const mostCauses = 10
const mostNamed = 10
const mostQuoted = 3

/** Offers to take the people of refused rows without the cells that are wrong. */
export function DroppableCells({ head, refused, chosen }: Props) {
  const rows = refused.filter(({ problems }) => problems.every(({ droppable }) => droppable))
  const count = rows.reduce((sum, { problems }) => sum + problems.length, 0)
  if (count === 0 && !chosen) return null
  const causes = causesOf(rows, head)
  const others = causes.length - mostCauses
  return (
    <div className="without">
      <Field
        name="withoutCells"
        label={
          chosen
            ? 'Import without the cells that cannot be taken'
            : `Import without ${count === 1 ? 'this 1 cell' : `these ${inDigits(count)} cells`}`
        }
        control="checkbox"
        hint={
          chosen
            ? 'They are listed under “Left out” below'
            : 'The rest of their rows is imported. For people who are here already these values stay as they are'
        }
      />
      {!chosen && (
        <ul>
          {causes.slice(0, mostCauses).map(({ text, rows: numbers, cells }) => (
            <li key={text}>
              {text}: {numbers.length === 1 ? 'row' : 'rows'} {listed(numbers)}{' '}
              <span className="hint">{cells.map((cell) => `“${cell}”`).join(', ')}</span>
            </li>
          ))}
          {others > 0 && <li>And {inDigits(others)} other causes</li>}
        </ul>
      )}
    </div>
  )
}

function causesOf(rows: Plan['refused'], head: readonly string[]): Cause[] {
  const causes = new Map<string, Cause>()
  for (const { row, problems } of rows)
    for (const { column, value, message } of problems) {
      const name = headAt(head, column)
      const text = message.toLowerCase().includes(name.toLowerCase()) ? message : `${name}: ${message}`
      const cause = causes.get(text) ?? { text, rows: [], cells: [] }
      causes.set(text, cause)
      cause.rows.push(row.number)
      if (value && cause.cells.length < mostQuoted) cause.cells.push(cut(value, 40))
    }
  return [...causes.values()]
}

function listed(numbers: readonly number[]): string {
  const others = numbers.length - mostNamed
  const named = numbers.slice(0, mostNamed).map(String)
  return [...named, ...(others > 0 ? [`and ${inDigits(others)} more`] : [])].join(', ')
}
