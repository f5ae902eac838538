import { randomUUID } from 'node:crypto'
import { revokeToken } from '#actions/tokens.ts'
import { viewerOfForm } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { findTokenForForm } from '../../find-token.ts'
import { RevokeForm } from '../../revoke-form.tsx'

export default guarded(async ({ params }: PageProps<'/tokens/[id]/revoke'>) => {
  const viewer = await viewerOfForm('manage')
  const token = viewer && (await findTokenForForm(params))
  return (
    <Main>
      <RevokeForm
        action={revokeToken}
        token={token && { id: token.id, name: token.name }}
        submission={randomUUID()}
      />
    </Main>
  )
})
