'use server'

import { admitSignInRequest } from '#db/accounts/link-requests.ts'
import { findSignInLink, redeemSignInLink } from '#db/accounts/sign-in-links.ts'
import { database } from '#db/database.ts'
import { newSecret } from '#db/secrets.ts'
import { Refused } from '../form/errors.server.ts'
import { formAction } from '../form/form-action.server.ts'
import { seeOther } from '../form/notice.server.ts'
import { requireMailedLinks } from '../form/passwords-allowed.server.ts'
import { currentPlace } from '../request/place.server.ts'
import { askedToken, keepAsked } from '../request/session-cookies.server.ts'
import { originForStrangers } from '../request/site-origin.server.ts'
import { linkForm, linkTarget } from '../sessions.schema.ts'
import { enter } from '../sign-in/enter.server.ts'
import { mailSignInLinkLater } from '../sign-in/mailed-link.server.ts'

/** The answer is the same whether or not an account has the email. */
export const askForSignInLink = formAction(
  linkForm,
  {
    may: 'enter',
    mayRepeat: true,
    prepare: async ({ email }) => {
      await requireMailedLinks()
      const origin = await originForStrangers()
      if (!origin) throw new Refused('No link can be sent from here. Sign in in another way.')
      await admitSignInRequest(database(), { email, ...(await currentPlace()) })
      return { origin, asking: { browser: newSecret(), before: await askedToken() } }
    },
  },
  async ({ email, next }, { prepared: { origin, asking }, afterwards }) => {
    afterwards(() => keepAsked(asking.browser))
    afterwards(async () => mailSignInLinkLater({ email, next, origin, asking }))
    return seeOther(`/sign-in?${new URLSearchParams({ next })}`, 'sign-in-link-asked')
  },
)

export const signInByLink = formAction(
  linkTarget,
  {
    may: 'enter',
    mayRepeat: true,
    prepare: async ({ token, submission, elsewhere }) => {
      await requireMailedLinks()
      const link = (await findSignInLink(database(), token, await askedToken(), submission)) ?? refuseLink()
      if (!link.isAskedHere && elsewhere !== 'confirmed')
        throw new Refused(
          'This link was asked for in another browser. Open it again to confirm that it is yours.',
        )
      return link
    },
  },
  async ({ token, submission }, context) => {
    const account = (await redeemSignInLink(context.trx, token, submission)) ?? refuseLink()
    return enter(context, account, seeOther(context.prepared.next, 'signed-in'))
  },
)

function refuseLink(): never {
  throw new Refused('This link was used before, or has expired. Ask for a new one.')
}
