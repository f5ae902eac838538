'use client'

type Way = readonly [href: string, label: string]

/** It is a client component because a page would hold its elements twice. A Link would fetch the files before a click. */
export function ExportMenu({ first: [href, label], others }: { first: Way; others: readonly Way[] }) {
  return (
    <div className="export">
      <a href={href} download>
        Export<span className="visually-hidden"> this list as {label}</span>
      </a>
      <details>
        <summary>
          <span>Other formats</span>
        </summary>
        <ul>
          {others.map(([href, label]) => (
            <li key={label}>
              <a href={href} download>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
