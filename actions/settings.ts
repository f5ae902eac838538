'use server'

import { endAllOfPasswords } from '#db/accounts/sessions.ts'
import { FieldRefused } from '#db/errors.ts'
import * as settings from '#db/settings/settings.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { settingsForm } from './settings.schema.ts'
import { provider } from './sign-in/provider.server.ts'

export const changeSettings = formAction(
  settingsForm,
  { may: 'manage', confirms: true },
  async ({ version, view, waysIn, ...values }, { actor, trx }) => {
    const views = { publicView: view !== 'accounts', searchEngines: view === 'found' }
    const ssoOnly = waysIn === 'provider'
    if (ssoOnly && !provider())
      throw new FieldRefused('waysIn', 'No provider is set up. Choose “With a password or single sign-on”')
    await settings.changeSettings(trx, version, { ...values, ...views, ssoOnly }, actor)
    // The admin has just confirmed who they are, and may have to undo it.
    if (ssoOnly) await endAllOfPasswords(trx, actor.id)
    return seeOther('/settings', 'settings-saved')
  },
)
