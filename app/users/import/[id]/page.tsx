import { requirePermission } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { findImport } from '../find-import.ts'
import { Imported } from './imported.tsx'
import { Saving } from './saving.tsx'
import { Staged } from './staged.tsx'

export default guarded(async ({ params }: PageProps<'/users/import/[id]'>) => {
  const viewer = await requirePermission('edit')
  const file = await findImport(params, viewer.id)
  if (file.state === 'saving') return <Saving file={file} />
  // Awaited here, so that what it throws becomes a page.
  return file.state === 'done' ? <Imported file={file} /> : await Staged({ file })
})
