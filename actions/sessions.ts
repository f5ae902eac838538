'use server'

import { checkCode } from '#db/accounts/check-code.ts'
import { confirm } from '#db/accounts/confirm.ts'
import { findPending, redeemPending } from '#db/accounts/pending-sign-ins.ts'
import { end, endAll } from '#db/accounts/sessions.ts'
import { checkPassword } from '#db/accounts/sign-in.ts'
import { recordAccount } from '#db/audit/account-events.ts'
import { database } from '#db/database.ts'
import { formAction } from './form/form-action.server.ts'
import { checkIdentity } from './form/identity.server.ts'
import { seeOther, turnBack } from './form/notice.server.ts'
import { requirePasswords } from './form/passwords-allowed.server.ts'
import { forgetAnswers } from './request/kept-answers.server.ts'
import { namedByProxy } from './request/named-by-proxy.server.ts'
import { currentPlace } from './request/place.server.ts'
import { dropSession, pendingToken } from './request/session-cookies.server.ts'
import { codeForm, identityForm, nothing, sessionTarget, signInForm } from './sessions.schema.ts'
import { enter, enterWith } from './sign-in/enter.server.ts'

export const signIn = formAction(
  signInForm,
  {
    may: 'enter',
    mayRepeat: true,
    prepare: async (values) => {
      await requirePasswords()
      return checkPassword(database(), values, await currentPlace())
    },
  },
  async ({ next }, context) => enter(context, context.prepared, seeOther(next, 'signed-in')),
)

export const enterCode = formAction(
  codeForm,
  {
    may: 'enter',
    mayRepeat: true,
    prepare: async ({ oneTimePassword, next }) => {
      const token = (await pendingToken()) ?? (await signInFirst(next))
      const account = (await findPending(database(), token)) ?? (await signInFirst(next))
      const proof = await checkCode(database(), account, oneTimePassword, await currentPlace())
      return { token, account, proof }
    },
  },
  async ({ next }, context) => {
    const { token, account, proof } = context.prepared
    if (!(await redeemPending(context.trx, token))) await signInFirst(next)
    await enterWith(context, account, proof)
    return seeOther(next, 'signed-in')
  },
)

async function signInFirst(next: string): Promise<never> {
  return turnBack(`/sign-in?${new URLSearchParams({ next })}`, 'sign-in-expired')
}

/** Where no form keeps what was typed. */
export const confirmIdentity = formAction(
  identityForm,
  {
    may: 'own',
    keepsNothing: true,
    mayRepeat: true,
    prepare: (typed, actor) => checkIdentity(actor, typed),
  },
  async ({ next }, { actor, trx, prepared: { account, proof } }) => {
    await confirm(trx, actor, account, proof)
    return seeOther(next, 'confirmed')
  },
)

export const signOut = formAction(
  nothing,
  { may: 'enter', buttonAlone: true, mayRepeat: true },
  async (_, { actor, trx, afterwards }) => {
    if (actor && (await end(trx, actor.id, actor.session)))
      await recordAccount(trx, actor, { verb: 'sign-out', accountId: actor.id })
    afterwards(dropSession)
    afterwards(forgetAnswers)
    const isByProxy = (await namedByProxy()) !== undefined
    return seeOther(isByProxy ? '/sign-in?way=out' : '/sign-in', 'signed-out')
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
