import './globals.css'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { AccountMenu } from './account-menu.tsx'
import { PlainHttpWarning } from './plain-http-warning.tsx'

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
          <AccountMenu />
        </header>
        <PlainHttpWarning />
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
