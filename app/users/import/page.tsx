import { randomUUID } from 'node:crypto'
import { uploadUsers } from '#actions/imports.ts'
import { requirePermission } from '../../permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { ColumnGuide } from './column-guide.tsx'
import { UploadForm } from './upload-form.tsx'

export default guarded(async () => {
  await requirePermission('edit')
  return (
    <Main>
      <UploadForm action={uploadUsers} submission={randomUUID()} />
      <ColumnGuide />
    </Main>
  )
})
