import { inDigits } from '../../count.ts'
import { RefusedTable, type WrongCell } from './refused-table.tsx'
import { mostShown } from './shown.ts'

type Props = {
  id: number
  cells: readonly WrongCell[]
  /** Of all refused rows. */
  count: number
}

/** The rows that are refused, as a table whose cells can be corrected. */
export function RefusedRows({ id, cells, count }: Props) {
  const more = count - mostShown
  return (
    <details className="kind" open>
      <summary>Refused: {inDigits(count)}</summary>
      <p>
        Correct the cells here and press “Check again”, or{' '}
        <a href={`/users/import/${id}/refused`} download>
          Download the refused rows
        </a>{' '}
        and import that file later.
      </p>
      <RefusedTable cells={cells} />
      {more > 0 && <p className="hint">And {inDigits(more)} more</p>}
    </details>
  )
}
