'use server'

import { admitChallenge } from '#db/accounts/link-requests.ts'
import * as passkeys from '#db/accounts/passkeys.ts'
import { database } from '#db/database.ts'
import { formAction } from '../form/form-action.server.ts'
import { seeOther, turnBack } from '../form/notice.server.ts'
import { requirePasswords } from '../form/passwords-allowed.server.ts'
import { currentPlace } from '../request/place.server.ts'
import { challengeOfPasskey, keepChallenge } from '../request/session-cookies.server.ts'
import { passkeyForm, passkeyTarget } from '../second-factor.schema.ts'
import { nothing, passkeySignIn, providerForm } from '../sessions.schema.ts'
import { enterWith } from '../sign-in/enter.server.ts'
import { readNewPasskey, readSignature } from '../sign-in/passkeys.server.ts'

const page = '/profile/passkeys'

export const beginPasskey = formAction(
  nothing,
  { may: 'own', buttonAlone: true, confirms: true, mayRepeat: true },
  async (_, { actor, trx, afterwards }) => {
    const challenge = await passkeys.startChallenge(trx, actor.id)
    afterwards(() => keepChallenge(challenge))
    return seeOther(`${page}/new`, 'passkey-begun')
  },
)

export const addPasskey = formAction(
  passkeyForm,
  {
    may: 'own',
    keepsNothing: true,
    mayRepeat: true,
    prepare: async ({ response }) => {
      const challenge = (await challengeOfPasskey()) ?? ''
      const { browser } = await currentPlace()
      const made = await readNewPasskey(response, challenge)
      return made && { challenge, passkey: { ...made, browser } }
    },
  },
  async (_, { actor, trx, prepared: made }) => {
    if (!made || !(await passkeys.redeemChallenge(trx, made.challenge, actor.id)))
      return turnBack(page, 'passkey-expired')
    await passkeys.addPasskey(trx, actor, made.passkey)
    return seeOther(page, 'passkey-added')
  },
)

export const removePasskey = formAction(
  passkeyTarget,
  { may: 'own', buttonAlone: true, mayRepeat: true },
  async ({ passkey }, { actor, trx }) => {
    await passkeys.removePasskey(trx, actor, passkey)
    return seeOther(page, 'passkey-removed')
  },
)

export const startPasskey = formAction(
  providerForm,
  {
    may: 'enter',
    buttonAlone: true,
    mayRepeat: true,
    prepare: async () => {
      await requirePasswords()
      await admitChallenge(database(), (await currentPlace()).network)
    },
  },
  async ({ next }, { trx, afterwards }) => {
    const challenge = await passkeys.startChallenge(trx)
    afterwards(() => keepChallenge(challenge))
    return { location: `/sign-in/passkey?${new URLSearchParams({ next })}`, notice: '' }
  },
)

/** A device that verified its owner is two factors, so no code is asked. */
export const enterWithPasskey = formAction(
  passkeySignIn,
  {
    may: 'enter',
    mayRepeat: true,
    prepare: async ({ response }) => {
      await requirePasswords()
      const challenge = (await challengeOfPasskey()) ?? ''
      const signature = await readSignature(response, challenge)
      return signature && { ...signature, challenge }
    },
  },
  async ({ next }, context) => {
    const { prepared: signature, trx } = context
    const isGood =
      signature &&
      !signature.account.disabledAt &&
      (await passkeys.redeemChallenge(trx, signature.challenge)) &&
      (await passkeys.markUsed(trx, signature.passkey, signature.counter))
    if (!isGood) return turnBack(`/sign-in?${new URLSearchParams({ next })}`, 'passkey-failed')
    await enterWith(context, signature.account, 'by passkey')
    return seeOther(next, 'signed-in')
  },
)
