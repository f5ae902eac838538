import type { Import } from '#db/imports/find.ts'
import { Link } from '../../ui/link.tsx'

const words: Record<Import['state'], string> = {
  staged: 'is ready. Nothing of it is imported yet.',
  saving: 'is being imported.',
  done: 'is imported.',
}

/** The way back to the last file of this viewer, and what has become of it. */
export function LatestImport({ file: { id, fileName, state, failure } }: { file: Import }) {
  return (
    <p className={failure ? 'notice refused' : state === 'done' ? 'notice' : 'aside'}>
      Your file <Link href={`/users/import/${id}`}>{fileName}</Link> {words[state]} {failure}
    </p>
  )
}
