'use server'

import { FieldRefused } from '#db/errors.ts'
import { levelOf } from '#db/policy.ts'
import { changeMany, operationOf } from '#db/users/bulk.ts'
import { bulkForm } from './bulk.schema.ts'
import { Refused } from './form/errors.server.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'

export const changeUsers = formAction(
  bulkForm,
  { may: 'edit', buttonAlone: true },
  async (values, context) => {
    const { actor, trx } = context
    const { selection: chosen, fingerprint } = values
    const operation = operationOf(values.do, values.team)
    if (!operation) throw new Refused('Nothing was done: no team was chosen. Open the page again.')
    const selection = 'ids' in chosen ? chosen : { ...chosen, level: levelOf(actor) }
    const { revision, count } = await changeMany(trx, { selection, operation, fingerprint }, actor).catch(
      refuseAboveForm,
    )
    const list = new URLSearchParams(values.list).toString()
    const notice = operation.do === 'trash' ? 'users-trashed' : 'users-updated'
    return seeOther(list ? `/users?${list}` : '/users', notice, count > 0 ? revision : undefined)
  },
)

/** This form has no field to show the error on, so it is shown above the form. */
function refuseAboveForm(error: unknown): never {
  throw error instanceof FieldRefused ? new Refused(error.message) : error
}
