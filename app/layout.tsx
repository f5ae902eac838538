import './styles/index.css'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { signInPath } from '#actions/request/path.server.ts'
import { siteOrigin } from '#actions/request/site-origin.server.ts'
import { may } from '#db/policy.ts'
import { MainMenu } from './main-menu.tsx'
import { PageHead } from './page-head.tsx'
import { isOverheard, PlainHttpWarning } from './plain-http-warning.tsx'
import { maySearchEnginesList, siteName } from './request/current-settings.ts'
import { viewerIfKnown } from './request/permission.ts'
import { typeface } from './typeface.ts'
import { FocusAfterNavigation } from './ui/focus-after-navigation.tsx'
import { AskBeforeLeaving } from './ui/leaving/ask-before-leaving.tsx'
import { Link } from './ui/link.tsx'
import { Site } from './ui/page-title.tsx'

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  // The page renders after this and needs the viewer first, so both are loaded at once.
  const [name, origin, mayBeListed, viewer, signIn, overheard] = await Promise.all([
    siteName(),
    siteOrigin(),
    maySearchEnginesList(),
    viewerIfKnown(),
    signInPath(),
    isOverheard(),
  ])
  return (
    <html lang="en" className={typeface}>
      <PageHead site={name} origin={origin} mayBeListed={mayBeListed} />
      <body>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <header className="masthead">
          <Link className={name.length > 24 ? 'brand long' : 'brand'} href="/users">
            {name}
          </Link>
          <MainMenu viewer={viewer} signIn={signIn} />
        </header>
        {overheard && may(viewer, 'manage') && <PlainHttpWarning />}
        <FocusAfterNavigation />
        <Site name={name}>{children}</Site>
        <AskBeforeLeaving account={viewer?.id} />
        <footer className="colophon">
          <p>
            Other systems read this directory as JSON: see <a href="/api">/api</a>.
          </p>
        </footer>
      </body>
    </html>
  )
}
