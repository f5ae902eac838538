'use server'

import { setPassword } from '#db/accounts.ts'
import { database } from '#db/database.ts'
import { findByPasswordLink, redeemPasswordLink } from '#db/password-links.ts'
import { checkPassword, signIn } from '#db/sign-in.ts'
import { formAction } from './form.server.ts'
import { Refused } from './form-errors.server.ts'
import { hashNewPassword } from './new-password.server.ts'
import { seeOther } from './notice.server.ts'
import { choosePasswordForm, passwordForm } from './passwords.schema.ts'
import { currentPlace } from './place.server.ts'
import { keepTokens } from './session-cookies.server.ts'

export const changePassword = formAction(
  passwordForm,
  {
    may: 'own',
    prepare: async ({ currentPassword, newPassword }, viewer) => {
      const credentials = { email: viewer.name, password: currentPassword }
      const { password } = await checkPassword(database(), credentials, await currentPlace())
      return { from: password, to: await hashNewPassword(newPassword, viewer.name) }
    },
  },
  async (_, { viewer, trx, prepared: { from, to }, afterwards }) => {
    const account = await setPassword(trx, { id: viewer.id, password: from }, to, viewer)
    const tokens = await signIn(trx, account, await currentPlace())
    afterwards(() => keepTokens(tokens))
    return seeOther('/profile', 'password-changed')
  },
)

export const choosePassword = formAction(
  choosePasswordForm,
  {
    may: 'enter',
    prepare: async ({ token, newPassword }) => {
      const account = (await findByPasswordLink(database(), token)) ?? refuseLink()
      return { account, to: await hashNewPassword(newPassword, account.email) }
    },
  },
  async ({ token }, { trx, prepared: { account, to }, afterwards }) => {
    if (!(await redeemPasswordLink(trx, token))) refuseLink()
    const owner = { id: account.id, name: account.email, role: account.role }
    const tokens = await signIn(trx, await setPassword(trx, account, to, owner), await currentPlace())
    afterwards(() => keepTokens(tokens))
    return seeOther('/users', 'password-set')
  },
)

function refuseLink(): never {
  throw new Refused('This link was used before, or has expired. Ask an admin for a new one.')
}
