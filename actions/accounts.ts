'use server'

import * as access from '#db/accounts/access.ts'
import * as accounts from '#db/accounts/edit.ts'
import { makePasswordLink } from '#db/accounts/password-links.ts'
import * as erasure from '#db/privacy/erase-account.ts'
import { accountForm, accountTarget, editAccountForm, eraseAccountTarget } from './accounts.schema.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { deliver } from './sign-in/password-link.server.ts'

export const createAccount = formAction(
  accountForm,
  { may: 'manage' },
  async (values, { viewer, trx, afterwards }) => {
    const account = await accounts.createAccount(trx, values, viewer)
    const token = await makePasswordLink(trx, account.id)
    afterwards(() => deliver(account, token))
    return seeOther(`/accounts/${account.id}`, 'account-created')
  },
)

export const changeAccount = formAction(
  editAccountForm,
  { may: 'manage' },
  async ({ id, version, ...values }, { viewer, trx }) => {
    const { role } = await accounts.changeAccount(trx, { id, version }, values, viewer)
    // Whoever takes rights from themselves has no session any more.
    return seeOther(
      id === viewer.id && role !== viewer.role ? '/sign-in' : `/accounts/${id}`,
      'account-updated',
    )
  },
)

export const disableAccount = formAction(
  accountTarget,
  { may: 'manage', buttonAlone: true },
  async (target, { viewer, trx }) => {
    await accounts.disableAccount(trx, target, viewer)
    return seeOther(target.id === viewer.id ? '/sign-in' : `/accounts/${target.id}`, 'account-disabled')
  },
)

export const enableAccount = formAction(
  accountTarget,
  { may: 'manage', buttonAlone: true },
  async (target, { viewer, trx }) => {
    await accounts.enableAccount(trx, target, viewer)
    return seeOther(`/accounts/${target.id}`, 'account-enabled')
  },
)

export const endAccountSessions = formAction(
  accountTarget,
  { may: 'manage', buttonAlone: true, mayRepeat: true },
  async (target, { viewer, trx }) => {
    await access.endSessions(trx, target, viewer)
    return seeOther(target.id === viewer.id ? '/sign-in' : `/accounts/${target.id}`, 'sessions-ended')
  },
)

export const renewPasswordLink = formAction(
  accountTarget,
  { may: 'manage', buttonAlone: true, mayRepeat: true },
  async (target, { viewer, trx, afterwards }) => {
    const { account, token } = await access.renewPasswordLink(trx, target, viewer)
    afterwards(() => deliver(account, token))
    return seeOther(`/accounts/${target.id}`, 'link-made')
  },
)

export const eraseAccount = formAction(
  eraseAccountTarget,
  { may: 'manage' },
  async ({ confirmation, ...target }, { viewer, trx }) => {
    await erasure.eraseAccount(trx, target, confirmation, viewer)
    return seeOther('/accounts', 'account-erased')
  },
)
