import './globals.css'
import Link from 'next/link'
import type { ReactNode } from 'react'

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <header className="masthead">
          <Link className="brand" href="/users">
            Rollcall
          </Link>
          <nav aria-label="Main">
            <Link href="/users">Users</Link>
          </nav>
        </header>
        {children}
        <footer className="colophon">
          <p>
            Other systems read this directory at <a href="/api/users">/api/users</a>.
          </p>
        </footer>
      </body>
    </html>
  )
}
