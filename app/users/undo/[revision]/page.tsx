import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseRevision } from '#db/ids.ts'
import { readWrite } from '#db/users/undo.ts'
import { requirePermission } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { UndoPage } from '../undo-page.tsx'

/** Undoes a write for everybody whom it changed. */
export default guarded(async ({ params }: PageProps<'/users/undo/[revision]'>) => {
  await requirePermission('edit')
  const revision = parseRevision((await params).revision)
  const write = revision && (await readWrite(database(), revision))
  if (!write) throw new NotFound()
  return <UndoPage write={write} />
})
