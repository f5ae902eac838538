'use server'

import { checkCode } from '#db/accounts/check-code.ts'
import { findAccount } from '#db/accounts/find.ts'
import * as secondFactor from '#db/accounts/second-factor.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { checkPassword } from '#db/accounts/sign-in.ts'
import { database } from '#db/database.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther, turnBack } from './form/notice.server.ts'
import { currentPlace } from './request/place.server.ts'
import { showOnce } from './request/shown-once.server.ts'
import { beginForm, bothFactorsForm, confirmForm } from './second-factor.schema.ts'

const page = '/profile/second-factor'

export const beginSecondFactor = formAction(
  beginForm,
  { may: 'own', keepsNothing: true, mayRepeat: true, prepare: checkOwnPassword },
  async (_, { actor, trx }) => {
    await secondFactor.beginSetup(trx, actor)
    return seeOther(`${page}/confirm`, 'second-factor-begun')
  },
)

export const confirmSecondFactor = formAction(
  confirmForm,
  { may: 'own', keepsNothing: true, mayRepeat: true },
  async ({ oneTimePassword }, { actor, trx, afterwards }) => {
    const secret = await secondFactor.findSetup(trx, actor)
    // Sent again after its answer was lost.
    if (!secret && (await findAccount(trx, actor.id))?.secondFactor)
      return seeOther(page, 'second-factor-set')
    if (!secret) return turnBack(page, 'set-up-expired')
    const codes = await secondFactor.confirmSetup(trx, actor, secret, oneTimePassword)
    afterwards(() => showOnce(page, codes.join(' ')))
    return seeOther(page, 'second-factor-set')
  },
)

export const renewRecoveryCodes = formAction(
  bothFactorsForm,
  { may: 'own', keepsNothing: true, mayRepeat: true, prepare: checkBothFactors },
  async (_, { actor, trx, prepared: proof, afterwards }) => {
    await secondFactor.spendProof(trx, actor, proof)
    const codes = await secondFactor.renewRecoveryCodes(trx, actor)
    afterwards(() => showOnce(page, codes.join(' ')))
    return seeOther(page, 'recovery-codes-made')
  },
)

export const dropSecondFactor = formAction(
  bothFactorsForm,
  { may: 'own', keepsNothing: true, mayRepeat: true, prepare: checkBothFactors },
  async (_, { actor, trx, prepared: proof }) => {
    await secondFactor.spendProof(trx, actor, proof)
    await secondFactor.dropSecondFactor(trx, actor.id, actor)
    return seeOther(page, 'second-factor-dropped')
  },
)

type Typed = { currentPassword: string; oneTimePassword: string }

async function checkOwnPassword({ currentPassword }: Pick<Typed, 'currentPassword'>, actor: SignedIn) {
  const credentials = { email: actor.email, password: currentPassword }
  return checkPassword(database(), credentials, await currentPlace(), actor)
}

async function checkBothFactors(typed: Typed, actor: SignedIn) {
  const account = await checkOwnPassword(typed, actor)
  return checkCode(database(), account, typed.oneTimePassword, await currentPlace(), actor)
}
