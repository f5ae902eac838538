import type { Import } from '#db/imports/find.ts'
import { Link } from '../../../ui/link.tsx'
import { Main } from '../../../ui/main.tsx'
import { inDigits, users } from '../../count.ts'

/** What became of a file that was imported. */
export function Imported({ file }: { file: Import }) {
  const { fileName, saved, revision } = file
  return (
    <Main title={`${fileName} is imported`}>
      <h1>{fileName} is imported</h1>
      <p aria-live="polite">
        {users(saved)} {saved === 1 ? 'was' : 'were'} saved. {leftOut(file)}
      </p>
      {file.keepsRows && <KeptRows {...file} />}
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

function leftOut({ refused, waiting }: Import): string {
  const kinds = [
    ...(refused > 0 ? [`${rows(refused)} ${refused === 1 ? 'was' : 'were'} refused`] : []),
    ...(waiting > 0 ? [`${rows(waiting)} waited for an answer`] : []),
  ]
  if (kinds.length === 0) return ''
  return `${kinds.join(', and ')}. ${refused + waiting === 1 ? 'It is' : 'They are'} not imported.`
}

function KeptRows({ id, refused, waiting }: Import) {
  return (
    <p>
      <a href={`/users/import/${id}/refused`} download>
        Download the {refused + waiting === 1 ? 'row' : rows(refused + waiting)}
      </a>{' '}
      to mend and import {refused + waiting === 1 ? 'it' : 'them'} later. The download is kept for a day after
      the upload.
    </p>
  )
}

function rows(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'row' : 'rows'}`
}
