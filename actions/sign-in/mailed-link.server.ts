import { after } from 'next/server'
import { type Asking, askForSignInLink } from '#db/accounts/sign-in-links.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { log } from '#db/log.ts'
import { sendMail } from './mail.server.ts'

// A stranger chooses it, and the database keeps it.
const longestNext = 2000

type Request = {
  email: string
  /** The page to open afterwards. */
  next: string
  /** Of this site, from `originForStrangers`. */
  origin: string
  asking: Asking
}

/**
 * Mails a link that signs in to the account with this email, if there is one. After the answer, so that its time does not
 * say whether there is.
 */
export function mailSignInLinkLater({ email, next, origin, asking }: Request): void {
  after(async () => {
    try {
      const page = next.length > longestNext ? '/users' : next
      const ask = (trx: Trx) => askForSignInLink(trx, email, asking, page)
      const asked = await transaction(database(), ask, { queue: 'accounts' })
      if (asked)
        await sendMail(asked.account.email, subject, wordsWith(`${origin}/sign-in/link/${asked.token}`))
    } catch (error) {
      log.warn({ err: error }, 'no link mailed to somebody who wants to sign in')
    }
  })
}

const subject = 'Your link to sign in to Rollcall'

function wordsWith(link: string): string {
  return `Somebody asked for a link to sign in to your account in the directory.
If it was you, open it in the same browser. It works once, within 15 minutes:

${link}

If it was not you, do nothing, and pass the link on to nobody: it signs in as you.
`
}
