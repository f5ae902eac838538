import { foundUnavailable } from '#actions/form/unavailable.server.ts'
import { SignedOut } from '#db/errors.ts'
import { findImport } from '#db/imports/find.ts'
import { byId } from '../../../request/by-id.ts'
import { viewerOfForm } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Imported } from './imported.tsx'
import { Saving } from './saving.tsx'
import { SignInWithin } from './sign-in-within.tsx'
import { Staged } from './staged.tsx'

export default guarded(async ({ params }: PageProps<'/users/import/[id]'>) => {
  const viewer = await viewerOfForm('edit')
  if (!viewer && foundUnavailable()) throw new SignedOut()
  if (!viewer) return <SignInWithin />
  const file = await byId('import', (db, id) => findImport(db, id, viewer.id))(await params)
  if (file.state === 'saving') return <Saving file={file} />
  // Awaited here, so that what it throws becomes a page.
  return file.state === 'done' ? <Imported file={file} /> : await Staged({ file })
})
