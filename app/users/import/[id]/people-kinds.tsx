import type { ReactNode } from 'react'
import type { Plan } from '#actions/imports/check-rows.server.ts'
import { inDigits } from '../../count.ts'
import { PeopleTable } from './people-table.tsx'
import { personRows } from './person-rows.ts'
import { ProblemList } from './problem-list.tsx'
import { mostShown } from './shown.ts'

type Props = { head: readonly string[]; columns: readonly string[]; plan: Plan }

/** What importing a file would do, kind by kind, with the first rows of each. */
export async function PeopleKinds({ head, columns, plan }: Props) {
  const { added, changed, unchanged, trashed, skipped, leftOut } = plan
  const kinds = [
    { title: 'New', items: added },
    { title: 'Changed', items: changed },
    { title: 'In the trash', items: trashed },
    { title: 'Unchanged', items: unchanged },
    { title: 'Left out as you answered', items: skipped.map((row) => ({ row })) },
  ].filter(({ items }) => items.length > 0)
  return (
    <>
      {leftOut.length > 0 && (
        <Kind title="Left out" count={leftOut.length}>
          <p>These people are imported without what is named here.</p>
          <ul>
            {leftOut.slice(0, mostShown).map(({ row, problems }) => (
              <li key={row.number}>
                <ProblemList row={row} head={head} problems={problems} />
              </li>
            ))}
          </ul>
        </Kind>
      )}
      {
        await Promise.all(
          kinds.map(async ({ title, items }) => (
            <Kind key={title} title={title} count={items.length}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else to focus */}
              <section className="scroll" aria-label={title} tabIndex={0}>
                <PeopleTable caption={title} {...(await personRows(items, head, columns))} />
              </section>
            </Kind>
          )),
        )
      }
    </>
  )
}

type KindProps = { title: string; count: number; children: ReactNode }

function Kind({ title, count, children }: KindProps) {
  const more = count - mostShown
  return (
    <details className="kind">
      <summary>
        {title}: {inDigits(count)}
      </summary>
      {children}
      {more > 0 && <p className="hint">And {inDigits(more)} more</p>}
    </details>
  )
}
