'use server'

import { undo } from '#db/users/undo.ts'
import { formAction } from './form.server.ts'
import { seeOther } from './notice.server.ts'
import { undoTarget } from './undo.schema.ts'

export const undoWrite = formAction(
  undoTarget,
  { may: 'edit', bare: true },
  async ({ revision: write, fingerprint }, { viewer, trx }) => {
    const { revision } = await undo(trx, { write, fingerprint }, viewer)
    return seeOther('/users', 'change-undone', revision)
  },
)
