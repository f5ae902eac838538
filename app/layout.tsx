import './styles/index.css'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { MainMenu } from './main-menu.tsx'
import { PlainHttpWarning } from './plain-http-warning.tsx'
import { siteName } from './request/current-settings.ts'
import { viewerIfKnown } from './request/permission.ts'
import { Link } from './ui/link.tsx'
import { Site } from './ui/page-title.tsx'

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  // The page renders after this and needs the viewer first, so both are loaded at once.
  const [name] = await Promise.all([siteName(), viewerIfKnown()])
  return (
    <html lang="en">
      <body>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <header className="masthead">
          <Link className="brand" href="/users">
            {name}
          </Link>
          <MainMenu />
        </header>
        <PlainHttpWarning />
        <Site name={name}>{children}</Site>
        <footer className="colophon">
          <p>
            Other systems read this directory as JSON: see <a href="/api">/api</a>.
          </p>
        </footer>
      </body>
    </html>
  )
}
