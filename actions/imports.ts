'use server'

import { SelectionChanged } from '#db/errors.ts'
import { importUsers as saveAll } from '#db/imports/save.ts'
import * as imports from '#db/imports/stage.ts'
import { countOutcome } from '#db/outcomes.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { isLarge, sizeOf } from './imports/batch.server.ts'
import { lookAgain } from './imports/look-again.server.ts'
import { readUpload } from './imports/read-upload.server.ts'
import { rememberColumns } from './imports/remembered-columns.server.ts'
import { saveLater } from './imports/save.server.ts'
import { discardTarget, importForm, uploadForm } from './imports.schema.ts'

export const uploadUsers = formAction(
  uploadForm,
  { may: 'edit', takesFile: true, prepare: readUpload },
  async (_values, { actor, trx, prepared }) => {
    const id = await imports.stage(trx, actor.id, prepared)
    return seeOther(`/users/import/${id}`, 'file-uploaded')
  },
)

export const importUsers = formAction(
  importForm,
  { may: 'edit', buttonAlone: true, keepsNothing: false, prepare: lookAgain },
  async ({ id, version, fingerprint }, { actor, trx, prepared, afterwards }) => {
    const target = { id, version }
    const page = `/users/import/${id}`
    // Told here and not while it is prepared: the same form sent again has its first answer before this.
    if (prepared.step === 'stale') throw new SelectionChanged(prepared.changed)
    if (prepared.step === 'check') {
      await imports.readAs(trx, target, prepared.options, actor.id)
      return seeOther(page, prepared.isForgotten ? 'decisions-forgotten' : 'file-read')
    }
    const { file, batch, choices, refused, waiting, leftOut, head, options } = prepared
    await rememberColumns(trx, head, options)
    await imports.begin(trx, target, { total: sizeOf(batch), refused, waiting }, actor.id)
    if (isLarge(batch)) {
      afterwards(() => saveLater(file, { ...choices, fingerprint }, actor))
      return seeOther(page, 'import-begun')
    }
    const revision = await saveAll(trx, batch, actor)
    afterwards(async () => countOutcome('imports', 'saved'))
    await imports.settle(trx, id, { saved: sizeOf(batch), revision, leftOut })
    return seeOther(refused + waiting > 0 ? page : '/users', 'users-imported', revision)
  },
)

export const discardImport = formAction(
  discardTarget,
  { may: 'edit', buttonAlone: true },
  async ({ id }, { actor, trx }) => {
    await imports.discard(trx, id, actor.id)
    return seeOther('/users/import', 'file-discarded')
  },
)
