import { uploadUsers } from '#actions/imports.ts'
import { database } from '#db/database.ts'
import { latestImport } from '#db/imports/find.ts'
import { forForm } from '../../request/posted-form.ts'
import { formPage } from '../../ui/form-page.tsx'
import { ColumnGuide } from './column-guide.tsx'
import { LatestImport } from './latest-import.tsx'
import { UploadForm } from './upload-form.tsx'

export default formPage({ may: 'edit' }, async ({ viewer, submission }) => {
  const latest = viewer && (await forForm(() => latestImport(database(), viewer.id)))
  return (
    <>
      <UploadForm action={uploadUsers} submission={submission} />
      {latest && <LatestImport file={latest} />}
      <ColumnGuide />
    </>
  )
})
