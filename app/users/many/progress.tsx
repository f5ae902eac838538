import { LookAgain } from './look-again.tsx'

/** How far a large write is. The page around it looks again by itself, with and without scripts. */
export function Progress({ saved, total }: { saved: number; total: number }) {
  return (
    <p>
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <LookAgain />
      <progress value={saved} max={total} aria-label="Saved people" />
    </p>
  )
}
