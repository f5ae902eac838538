'use server'

import * as settings from '#db/settings/settings.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { settingsForm } from './settings.schema.ts'

export const changeSettings = formAction(
  settingsForm,
  { may: 'manage' },
  async ({ version, view, ...values }, { viewer, trx }) => {
    await settings.changeSettings(trx, version, { ...values, publicView: view === 'anyone' }, viewer)
    return seeOther('/settings', 'settings-saved')
  },
)
