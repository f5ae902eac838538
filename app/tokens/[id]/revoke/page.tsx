import { revokeToken } from '#actions/tokens.ts'
import { findToken } from '#db/accounts/tokens.ts'
import type { Executor } from '#db/database.ts'
import { byId } from '../../../request/by-id.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { RevokeForm } from '../../revoke-form.tsx'
import { endOf } from '../../token-end.ts'

export default formPage({ may: 'manage', find: byId('token', findValid) }, ({ found: token, submission }) => (
  <RevokeForm
    action={revokeToken}
    token={token && { id: token.id, name: token.name }}
    submission={submission}
  />
))

async function findValid(db: Executor, id: number) {
  const token = await findToken(db, id)
  return token && !endOf(token) ? token : undefined
}
