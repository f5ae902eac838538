import type { Import } from '#db/imports/find.ts'
import { Link } from '../../../ui/link.tsx'
import { Main } from '../../../ui/main.tsx'
import { inDigits, users } from '../../count.ts'

/** What became of a file that was imported. */
export function Imported({ file: { fileName, saved, refused, revision } }: { file: Import }) {
  return (
    <Main title={`${fileName} is imported`}>
      <h1>{fileName} is imported</h1>
      <p aria-live="polite">
        {users(saved)} {saved === 1 ? 'was' : 'were'} saved.
        {refused > 0 &&
          ` ${inDigits(refused)} ${refused === 1 ? 'row was refused and is' : 'rows were refused and are'} not imported.`}
      </p>
      <p className="actions">
        <Link className="button" href="/users">
          Go to the list of people
        </Link>
        <Link href={`/users/undo/${revision}`}>Undo</Link>
        <Link href="/users/import">Import another file</Link>
      </p>
    </Main>
  )
}
