import type { ReactNode } from 'react'
import type { Row } from '#actions/imports/read-table.server.ts'
import { inDigits } from '../../count.ts'

const mostShown = 50

type Props<Item> = {
  /** What would become of these rows. */
  title: string
  rows: readonly Item[]
  /** They show without being asked for. */
  open?: boolean
  children: (item: Item) => ReactNode
}

/** One kind of rows: how many there are, and the first of them. */
export function PlanKind<Item extends { row: Row }>({ title, rows, open = false, children }: Props<Item>) {
  const more = rows.length - mostShown
  if (rows.length === 0) return <p>{title}: 0</p>
  return (
    <details className="kind" open={open}>
      <summary>
        {title}: {inDigits(rows.length)}
      </summary>
      <ul>
        {rows.slice(0, mostShown).map((item) => (
          <li key={item.row.number}>{children(item)}</li>
        ))}
      </ul>
      {more > 0 && <p className="hint">And {inDigits(more)} more.</p>}
    </details>
  )
}
