'use server'

import * as tokens from '#db/accounts/tokens.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { showOnce } from './request/shown-once.server.ts'
import { tokenForm, tokenTarget } from './tokens.schema.ts'

export const createToken = formAction(
  tokenForm,
  { may: 'manage', confirms: true },
  async (values, { actor, trx, afterwards }) => {
    const { secret } = await tokens.createToken(trx, values, actor)
    afterwards(() => showOnce('/tokens', secret))
    return seeOther('/tokens', 'token-created')
  },
)

export const revokeToken = formAction(tokenTarget, { may: 'manage' }, async ({ id }, { actor, trx }) => {
  await tokens.revokeToken(trx, id, actor)
  return seeOther('/tokens', 'token-revoked')
})
