'use server'

import * as settings from '#db/settings/settings.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { settingsForm } from './settings.schema.ts'

export const changeSettings = formAction(
  settingsForm,
  { may: 'manage' },
  async ({ version, view, ...values }, { actor, trx }) => {
    await settings.changeSettings(trx, version, { ...values, publicView: view === 'anyone' }, actor)
    return seeOther('/settings', 'settings-saved')
  },
)
