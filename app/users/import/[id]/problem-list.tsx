import type { Row } from '#actions/imports/read-table.server.ts'
import type { Problem } from '#actions/imports/row-cells.server.ts'

const longestShown = 200

type Props = { row: Row; head: readonly string[]; problems: readonly Problem[] }

/** Why a row is refused: for each column what stands there, and what to do about it. */
export function ProblemList({ row, head, problems }: Props) {
  return problems.map(({ column, value, message }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they never move
    <p key={index}>
      <span className="hint">
        Row {row.number}
        {head[column] && `, ${head[column]}`}
      </span>{' '}
      {value && <q>{value.slice(0, longestShown)}</q>} <strong>{message}</strong>
    </p>
  ))
}
