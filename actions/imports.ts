'use server'

import { StaleVersion } from '#db/errors.ts'
import { importUsers as saveAll } from '#db/import-users.ts'
import * as imports from '#db/imports.ts'
import { formAction } from './form.server.ts'
import { lookAgain } from './import/look-again.server.ts'
import { readUpload } from './import/read-upload.server.ts'
import { batchOf, saveLater, sizeOf } from './import/save.server.ts'
import { importForm, uploadForm } from './imports.schema.ts'
import { seeOther } from './notice.server.ts'

export const uploadUsers = formAction(
  uploadForm,
  { may: 'edit', keepsNothing: true, prepare: readUpload },
  async (_values, { viewer, trx, prepared }) => {
    const id = await imports.stage(trx, viewer.id, prepared)
    return seeOther(`/users/import/${id}`, 'file-uploaded')
  },
)

export const importUsers = formAction(
  importForm,
  { may: 'edit', bare: true, prepare: lookAgain },
  async ({ id, version, restore, fingerprint }, { viewer, trx, prepared, afterwards }) => {
    const target = { id, version, fingerprint }
    const page = `/users/import/${id}`
    // Told here and not while it is prepared: the same form sent again has its first answer before this.
    if (prepared.step === 'stale') throw new StaleVersion({ noun: 'import', id, version, values: {} })
    if (prepared.step === 'check') {
      await imports.readAs(trx, target, prepared.options, viewer.id)
      return seeOther(page, 'file-read')
    }
    const batch = batchOf(prepared.found, restore)
    await imports.begin(trx, target, sizeOf(batch), viewer.id)
    if (prepared.large) {
      afterwards(() => saveLater(prepared.file, { restore, fingerprint }, viewer))
      return seeOther(page, 'import-begun')
    }
    const revision = await saveAll(trx, batch, viewer)
    await imports.settle(trx, id, sizeOf(batch), revision)
    return seeOther('/users', 'users-imported', revision)
  },
)
