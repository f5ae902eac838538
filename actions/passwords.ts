'use server'

import { setPassword } from '#db/accounts/access.ts'
import { findByPasswordLink, redeemPasswordLink } from '#db/accounts/password-links.ts'
import { checkPassword } from '#db/accounts/sign-in.ts'
import { database } from '#db/database.ts'
import { Refused } from './form/errors.server.ts'
import { formAction } from './form/form-action.server.ts'
import { seeOther } from './form/notice.server.ts'
import { choosePasswordForm, passwordForm } from './passwords.schema.ts'
import { currentPlace } from './request/place.server.ts'
import { enter } from './sign-in/enter.server.ts'
import { hashNewPassword } from './sign-in/new-password.server.ts'

export const changePassword = formAction(
  passwordForm,
  {
    may: 'own',
    keepsNothing: true,
    prepare: async ({ currentPassword, newPassword }, actor) => {
      const credentials = { email: actor.email, password: currentPassword }
      const { password } = await checkPassword(database(), credentials, await currentPlace(), actor)
      return { from: password, to: await hashNewPassword(newPassword, actor.email) }
    },
  },
  async (_, context) => {
    const { actor, trx, prepared } = context
    await enter(
      context,
      await setPassword(trx, { id: actor.id, password: prepared.from }, prepared.to, actor),
    )
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
  async ({ token }, context) => {
    const { account, to } = context.prepared
    if (!(await redeemPasswordLink(context.trx, token))) refuseLink()
    const owner = { id: account.id, name: account.email, role: account.role }
    await enter(context, await setPassword(context.trx, account, to, owner))
    return seeOther('/users', 'password-set')
  },
)

function refuseLink(): never {
  throw new Refused(
    'This link was used before, or has expired. If you have just chosen a password, sign in with it. Otherwise ask an admin for a new link.',
  )
}
