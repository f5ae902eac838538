import { connection } from 'next/server'
import { may } from '#db/policy.ts'
import { viewerIfKnown } from './request/permission.ts'
import { Link } from './ui/link.tsx'

const pages = [
  ['/accounts', 'Accounts'],
  ['/tokens', 'Tokens'],
  ['/settings', 'Settings'],
] as const

export async function AdminMenu({ current }: { current: (typeof pages)[number][0] }) {
  await connection()
  if (!may(await viewerIfKnown(), 'manage')) return null
  return (
    <nav className="submenu" aria-label="Admin">
      {pages.map(([path, words]) => (
        <Link key={path} href={path} aria-current={path === current || undefined}>
          {words}
        </Link>
      ))}
    </nav>
  )
}
