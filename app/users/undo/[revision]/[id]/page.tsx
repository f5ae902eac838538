import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId, parseRevision } from '#db/ids.ts'
import { readWrite } from '#db/users/undo.ts'
import { requirePermission } from '../../../../request/permission.ts'
import { guarded } from '../../../../ui/guarded.tsx'
import { UndoPage } from '../../undo-page.tsx'

/** Undoes a write for one of the people whom it changed. */
export default guarded(async ({ params }: PageProps<'/users/undo/[revision]/[id]'>) => {
  await requirePermission('edit')
  const { revision, id } = await params
  const [number, person] = [parseRevision(revision), parseId(id)]
  const write = number && person && (await readWrite(database(), number, person))
  if (!write) throw new NotFound()
  return <UndoPage write={write} person={person} />
})
