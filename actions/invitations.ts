'use server'

import * as accounts from '#db/accounts/invite.ts'
import { holdWaiting } from '#db/accounts/waiting.ts'
import { levelOf } from '#db/policy.ts'
import { mostPeople } from '#db/users/limits.ts'
import { remindForm } from './accounts.schema.ts'
import { inviteForm } from './bulk.schema.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { invite, linksPage } from './sign-in/invitations.server.ts'

const waitingPage = '/accounts/waiting'

export const inviteUsers = formAction(
  inviteForm,
  { may: 'manage', confirms: true, buttonAlone: true },
  async ({ selection: chosen, fingerprint }, context) => {
    const invited = 'filters' in chosen ? { ...chosen, level: levelOf(context.actor) } : chosen
    const added = await accounts.invite(context.trx, invited, fingerprint, context.actor)
    return (await invite(added, context)) === 'mailed'
      ? seeOther(waitingPage, 'invitations-begun')
      : seeOther(linksPage, 'people-invited')
  },
)

export const remindAccounts = formAction(
  remindForm,
  { may: 'manage', confirms: true, buttonAlone: true, mayRepeat: true },
  async ({ which }, context) => {
    const waiting = await holdWaiting(context.trx, which, mostPeople)
    return (await invite(waiting, context)) === 'mailed'
      ? seeOther(waitingPage, 'reminders-begun')
      : seeOther(linksPage, 'links-made')
  },
)
