'use server'

import * as tokens from '#db/accounts/tokens.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { showOnce } from './request/shown-once.server.ts'
import { tokenForm, tokenTarget } from './tokens.schema.ts'

export const createToken = formAction(
  tokenForm,
  { may: 'manage' },
  async (values, { viewer, trx, afterwards }) => {
    const { secret } = await tokens.createToken(trx, values, viewer)
    afterwards(() => showOnce('token', secret, '/tokens'))
    return seeOther('/tokens', 'token-created')
  },
)

export const revokeToken = formAction(tokenTarget, { may: 'manage' }, async ({ id }, { viewer, trx }) => {
  await tokens.revokeToken(trx, id, viewer)
  return seeOther('/tokens', 'token-revoked')
})
