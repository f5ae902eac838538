'use client'

import { Link } from '../../ui/link.tsx'

export type ColumnHead = {
  label: string
  /** The class of its column; absent for the name. */
  column?: string
  /** Sorts by the column, or reverses the order if the list has it already. */
  href?: string
  sorted?: 'ascending' | 'descending' | undefined
}

/** It is a client component because a page would hold its elements twice. */
export function ColumnHeads({ heads, ticks }: { heads: readonly ColumnHead[]; ticks: boolean }) {
  return (
    <tr>
      {ticks && (
        <th scope="col" className="tick">
          <label>
            <input
              type="checkbox"
              data-tick-all=""
              aria-label="Select everybody on this page"
              autoComplete="off"
            />
          </label>
        </th>
      )}
      {heads.map(({ label, column, href, sorted }) => (
        <th key={label} scope="col" className={column} aria-sort={sorted}>
          {href ? <Link href={href}>{label}</Link> : label}
        </th>
      ))}
    </tr>
  )
}
