'use server'

import { undo } from '#db/users/undo.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { undoTarget } from './undo.schema.ts'

export const undoWrite = formAction(
  undoTarget,
  { may: 'edit', buttonAlone: true },
  async ({ revision: write, fingerprint }, { actor, trx }) => {
    const { revision } = await undo(trx, { write, fingerprint }, actor)
    return seeOther('/users', 'change-undone', revision)
  },
)
