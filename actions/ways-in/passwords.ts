'use server'

import { setPassword } from '#db/accounts/access.ts'
import { admitRequest } from '#db/accounts/link-requests.ts'
import { areTherePasskeysOf } from '#db/accounts/passkeys.ts'
import { findByPasswordLink, redeemPasswordLink } from '#db/accounts/password-links.ts'
import { howItBegan } from '#db/accounts/sessions.ts'
import { checkPassword } from '#db/accounts/sign-in.ts'
import { database } from '#db/database.ts'
import { Refused } from '../form/errors.server.ts'
import { formAction } from '../form/form-action.server.ts'
import { seeOther } from '../form/notice.server.ts'
import { requirePasswords } from '../form/passwords-allowed.server.ts'
import { choosePasswordForm, forgottenForm, passwordForm } from '../passwords.schema.ts'
import { currentPlace } from '../request/place.server.ts'
import { originForStrangers } from '../request/site-origin.server.ts'
import { enter, enterWith } from '../sign-in/enter.server.ts'
import { mailLinkLater } from '../sign-in/forgotten.server.ts'
import { hashNewPassword } from '../sign-in/new-password.server.ts'

export const changePassword = formAction(
  passwordForm,
  {
    may: 'own',
    keepsNothing: true,
    prepare: async ({ currentPassword, newPassword }, actor) => {
      await requirePasswords()
      const credentials = { email: actor.email, password: currentPassword }
      const { password } = await checkPassword(database(), credentials, await currentPlace(), actor)
      return { from: password, to: await hashNewPassword(newPassword, actor.email) }
    },
  },
  async (_, context) => {
    const { actor, trx, prepared } = context
    const earlier = await howItBegan(trx, actor.session)
    const account = await setPassword(trx, { id: actor.id, password: prepared.from }, prepared.to, actor)
    await enterWith(context, account, earlier)
    return seeOther('/profile', 'password-changed')
  },
)

export const choosePassword = formAction(
  choosePasswordForm,
  {
    may: 'enter',
    prepare: async ({ token, newPassword }) => {
      await requirePasswords()
      const account = (await findByPasswordLink(database(), token)) ?? refuseLink()
      return { account, to: await hashNewPassword(newPassword, account.email) }
    },
  },
  async ({ token }, context) => {
    const { account, to } = context.prepared
    if (!(await redeemPasswordLink(context.trx, token))) refuseLink()
    const owner = { id: account.id, name: account.email, role: account.role }
    const present = await setPassword(context.trx, account, to, owner)
    // Somebody else may have added one, and a new password ends none.
    const hasPasskeys = await areTherePasskeysOf(context.trx, account.id)
    return enter(context, present, seeOther(hasPasskeys ? '/profile/passkeys' : '/users', 'password-set'))
  },
)

/** The answer is the same whether or not an account has the email. */
export const askForLink = formAction(
  forgottenForm,
  {
    may: 'enter',
    mayRepeat: true,
    prepare: async ({ email }) => {
      await requirePasswords()
      const origin = await originForStrangers()
      if (!origin) throw new Refused('No link can be sent from here. Ask an admin for a one-time link.')
      const { network } = await currentPlace()
      await admitRequest(database(), { email, network })
      return origin
    },
  },
  async ({ email }, { prepared: origin, afterwards }) => {
    afterwards(async () => mailLinkLater(email, origin))
    return seeOther('/sign-in', 'link-asked')
  },
)

function refuseLink(): never {
  throw new Refused(
    'This link was used before, or has expired. If you have just chosen a password, sign in with it. Otherwise ask for a new link.',
  )
}
