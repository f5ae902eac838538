import { createToken } from '#actions/tokens.ts'
import { formPage } from '../../ui/form-page.tsx'
import { TokenForm } from '../token-form.tsx'

export default formPage({ may: 'manage' }, ({ submission }) => (
  <TokenForm action={createToken} submission={submission} />
))
