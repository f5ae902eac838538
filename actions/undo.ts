'use server'

import { checkUndo, undo } from '#db/users/undo.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { saveMany } from './large-writes/save-many.server.ts'
import { undoTarget } from './undo.schema.ts'

export const undoWrite = formAction(
  undoTarget,
  { may: 'edit', buttonAlone: true },
  async ({ revision: write, ...asked }, context) => {
    const shown = { write, ...asked }
    return saveMany(context, {
      count: await checkUndo(context.trx, shown),
      save: async (trx, onSaved) => {
        const { revision } = await undo(trx, shown, context.actor, onSaved)
        return seeOther('/users', 'change-undone', revision)
      },
    })
  },
)
