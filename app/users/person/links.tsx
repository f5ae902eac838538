import type { Link } from '#db/tables.ts'

export function Links({ links }: { links: readonly Link[] }) {
  return (
    <ul className="links">
      {links.map(({ label, url }) => (
        <li key={`${label} ${url}`}>
          <a href={url} rel="nofollow noopener">
            {label || url}
          </a>
        </li>
      ))}
    </ul>
  )
}
