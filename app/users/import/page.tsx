import { randomUUID } from 'node:crypto'
import { uploadUsers } from '#actions/imports.ts'
import { database } from '#db/database.ts'
import { latestImport } from '#db/imports/find.ts'
import { viewerOfForm } from '../../request/permission.ts'
import { forForm } from '../../request/request-page.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { ColumnGuide } from './column-guide.tsx'
import { LatestImport } from './latest-import.tsx'
import { UploadForm } from './upload-form.tsx'

export default guarded(async () => {
  const viewer = await viewerOfForm('edit')
  const latest = viewer && (await forForm(() => latestImport(database(), viewer.id)))
  return (
    <Main>
      <UploadForm action={uploadUsers} submission={randomUUID()} />
      {latest && <LatestImport file={latest} />}
      <ColumnGuide />
    </Main>
  )
})
