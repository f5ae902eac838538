import { findImport } from '#db/imports/find.ts'
import { byId } from '../../../request/by-id.ts'
import { requirePermission } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Imported } from './imported.tsx'
import { Saving } from './saving.tsx'
import { Staged } from './staged.tsx'

export default guarded(async ({ params }: PageProps<'/users/import/[id]'>) => {
  const viewer = await requirePermission('edit')
  const file = await byId('import', (db, id) => findImport(db, id, viewer.id))(await params)
  if (file.state === 'saving') return <Saving file={file} />
  // Awaited here, so that what it throws becomes a page.
  return file.state === 'done' ? <Imported file={file} /> : await Staged({ file })
})
