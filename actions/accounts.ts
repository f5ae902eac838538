'use server'

import * as access from '#db/accounts/access.ts'
import * as accounts from '#db/accounts/edit.ts'
import { makePasswordLink } from '#db/accounts/password-links.ts'
import * as secondFactor from '#db/accounts/second-factor.ts'
import * as erasure from '#db/privacy/erase-account.ts'
import { accountForm, accountTarget, editAccountForm, eraseAccountTarget } from './accounts.schema.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { deliver } from './sign-in/password-link.server.ts'

export const createAccount = formAction(
  accountForm,
  { may: 'manage', confirms: true },
  async (values, { actor, trx, afterwards }) => {
    const account = await accounts.createAccount(trx, values, actor)
    const token = await makePasswordLink(trx, account.id)
    afterwards(() => deliver(account, token))
    return seeOther(`/accounts/${account.id}`, 'account-created')
  },
)

export const changeAccount = formAction(
  editAccountForm,
  { may: 'manage', confirms: true },
  async ({ id, version, ...values }, { actor, trx }) => {
    const { role } = await accounts.changeAccount(trx, { id, version }, values, actor)
    // Admins who give up their own rights have no session any more.
    return seeOther(
      id === actor.id && role !== actor.role ? '/sign-in' : `/accounts/${id}`,
      'account-updated',
    )
  },
)

export const disableAccount = formAction(
  accountTarget,
  { may: 'manage', confirms: true, buttonAlone: true },
  async (target, { actor, trx }) => {
    await accounts.disableAccount(trx, target, actor)
    return seeOther(target.id === actor.id ? '/sign-in' : `/accounts/${target.id}`, 'account-disabled')
  },
)

export const enableAccount = formAction(
  accountTarget,
  { may: 'manage', confirms: true, buttonAlone: true },
  async (target, { actor, trx }) => {
    await accounts.enableAccount(trx, target, actor)
    return seeOther(`/accounts/${target.id}`, 'account-enabled')
  },
)

export const endAccountSessions = formAction(
  accountTarget,
  { may: 'manage', buttonAlone: true, mayRepeat: true },
  async (target, { actor, trx }) => {
    await access.endSessions(trx, target, actor)
    return seeOther(target.id === actor.id ? '/sign-in' : `/accounts/${target.id}`, 'sessions-ended')
  },
)

export const renewPasswordLink = formAction(
  accountTarget,
  { may: 'manage', confirms: true, buttonAlone: true, mayRepeat: true },
  async (target, { actor, trx, afterwards }) => {
    const { account, token } = await access.renewPasswordLink(trx, target, actor)
    afterwards(() => deliver(account, token))
    return seeOther(`/accounts/${target.id}`, 'link-made')
  },
)

export const resetSecondFactor = formAction(
  accountTarget,
  { may: 'manage', confirms: true, buttonAlone: true, mayRepeat: true },
  async (target, { actor, trx }) => {
    await secondFactor.resetSecondFactor(trx, target, actor)
    return seeOther(`/accounts/${target.id}`, 'second-factor-dropped')
  },
)

export const eraseAccount = formAction(
  eraseAccountTarget,
  { may: 'manage', confirms: true },
  async ({ confirmation, ...target }, { actor, trx }) => {
    await erasure.eraseAccount(trx, target, confirmation, actor)
    return seeOther('/accounts', 'account-erased')
  },
)
