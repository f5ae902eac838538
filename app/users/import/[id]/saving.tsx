import type { Import } from '#db/imports.ts'
import { Main } from '../../../ui/main.tsx'
import { LookAgain } from './look-again.tsx'

/** How far a large import is. The page looks again by itself, with and without scripts. */
export function Saving({ file: { fileName, saved, total } }: { file: Import }) {
  return (
    <Main title={`Importing ${fileName}`}>
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <LookAgain />
      <h1>Importing {fileName}</h1>
      <p>
        <progress value={saved} max={total} aria-label="Saved people" />
      </p>
      <p>
        {saved.toLocaleString('en')} of {total.toLocaleString('en')} people are saved. All of them are in the
        directory at once when it is done, or nobody is. You can leave this page meanwhile.
      </p>
    </Main>
  )
}
