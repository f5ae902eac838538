'use server'

import { FieldRefused } from '#db/errors.ts'
import { levelOf } from '#db/policy.ts'
import { changeMany, checkMany, operationOf } from '#db/users/bulk.ts'
import { bulkForm } from './bulk.schema.ts'
import { Refused } from './form/errors.server.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { saveMany } from './large-writes/save-many.server.ts'

export const changeUsers = formAction(
  bulkForm,
  { may: 'edit', buttonAlone: true },
  async (values, context) => {
    const { actor } = context
    const { selection: chosen, fingerprint } = values
    const operation = operationOf(values.do, values.team)
    if (!operation) throw new Refused('Nothing was done: no team was chosen. Open the page again.')
    const selection = 'ids' in chosen ? chosen : { ...chosen, level: levelOf(actor) }
    const change = { selection, operation, fingerprint }
    const list = new URLSearchParams(values.list).toString()
    const notice = operation.do === 'trash' ? 'users-trashed' : 'users-updated'
    return saveMany(context, {
      count: await checkMany(context.trx, change).catch(refuseAboveForm),
      save: async (trx, onSaved) => {
        const { revision, count } = await changeMany(trx, change, actor, onSaved).catch(refuseAboveForm)
        return seeOther(list ? `/users?${list}` : '/users', notice, count > 0 ? revision : undefined)
      },
    })
  },
)

/** This form has no field to show the error on, so it is shown above the form. */
function refuseAboveForm(error: unknown): never {
  throw error instanceof FieldRefused ? new Refused(error.message) : error
}
