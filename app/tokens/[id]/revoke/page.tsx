import { revokeToken } from '#actions/tokens.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { findToken } from '../../find-token.ts'
import { RevokeForm } from '../../revoke-form.tsx'

export default formPage({ may: 'manage', find: findToken }, ({ found: token, submission }) => (
  <RevokeForm
    action={revokeToken}
    token={token && { id: token.id, name: token.name }}
    submission={submission}
  />
))
