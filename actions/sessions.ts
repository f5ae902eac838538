'use server'

import { end, endAll } from '#db/accounts/sessions.ts'
import { checkPassword } from '#db/accounts/sign-in.ts'
import { recordAccount } from '#db/audit/account-events.ts'
import { database } from '#db/database.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { currentPlace } from './request/place.server.ts'
import { dropSession } from './request/session-cookies.server.ts'
import { nothing, sessionTarget, signInForm } from './sessions.schema.ts'
import { enter } from './sign-in/enter.server.ts'

export const signIn = formAction(
  signInForm,
  {
    may: 'enter',
    mayRepeat: true,
    prepare: async (values) => checkPassword(database(), values, await currentPlace()),
  },
  async ({ next }, context) => {
    await enter(context, context.prepared)
    return seeOther(next, 'signed-in')
  },
)

export const signOut = formAction(
  nothing,
  { may: 'enter', buttonAlone: true, mayRepeat: true },
  async (_, { actor, trx, afterwards }) => {
    if (actor && (await end(trx, actor.id, actor.session)))
      await recordAccount(trx, actor, { verb: 'sign-out', accountId: actor.id })
    afterwards(dropSession)
    return seeOther('/sign-in', 'signed-out')
  },
)

export const endSession = formAction(
  sessionTarget,
  { may: 'own', buttonAlone: true, mayRepeat: true },
  async ({ session }, { actor, trx }) => {
    if (await end(trx, actor.id, session))
      await recordAccount(trx, actor, { verb: 'end-sessions', accountId: actor.id })
    return seeOther('/profile', 'session-ended')
  },
)

export const endOtherSessions = formAction(
  nothing,
  { may: 'own', buttonAlone: true, mayRepeat: true },
  async (_, { actor, trx }) => {
    await endAll(trx, actor.id, actor.session)
    await recordAccount(trx, actor, { verb: 'end-sessions', accountId: actor.id })
    return seeOther('/profile', 'sessions-ended')
  },
)
