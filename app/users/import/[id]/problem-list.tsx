import type { Problem } from '#actions/imports/check-rows.server.ts'
import type { Row } from '#actions/imports/read-table.server.ts'

const longestShown = 200

/** Why a row is refused: for each column what stands there, and what to do about it. */
export function ProblemList({ row, problems }: { row: Row; problems: readonly Problem[] }) {
  return problems.map(({ column, value, message }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they never move
    <p key={index}>
      <span className="hint">
        Row {row.number}
        {column && `, ${column}`}
      </span>{' '}
      {value && <q>{value.slice(0, longestShown)}</q>} <strong>{message}</strong>
    </p>
  ))
}
