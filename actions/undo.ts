'use server'

import { undo } from '#db/users/undo.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { undoTarget } from './undo.schema.ts'

export const undoWrite = formAction(
  undoTarget,
  { may: 'edit', buttonAlone: true },
  async ({ revision: write, fingerprint }, { viewer, trx }) => {
    const { revision } = await undo(trx, { write, fingerprint }, viewer)
    return seeOther('/users', 'change-undone', revision)
  },
)
