import type { Import } from '#db/imports/find.ts'
import { Main } from '../../../ui/main.tsx'
import { inDigits, users } from '../../count.ts'
import { Progress } from '../../many/progress.tsx'

/** How far a large import is. */
export function Saving({ file: { fileName, saved, total } }: { file: Import }) {
  return (
    <Main title={`Importing ${fileName}`}>
      <h1>Importing {fileName}</h1>
      <Progress saved={saved} total={total} />
      <p>
        {inDigits(saved)} of {users(total)} are saved. All of them appear in the directory together when the
        import is done. If it fails, none do. You can leave this page: “Import” above the list of people leads
        back here. Other pages may have to wait until then.
      </p>
    </Main>
  )
}
