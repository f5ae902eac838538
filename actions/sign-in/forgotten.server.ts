import { after } from 'next/server'
import { askForPasswordLink } from '#db/accounts/access.ts'
import { database, transaction } from '#db/database.ts'
import { log } from '#db/log.ts'
import { sendMail } from './mail.server.ts'

/**
 * Mails a link to the account with this email, if there is one. After the answer, so that its time does not say whether
 * there is.
 * @param origin - of this site, from `originForStrangers`
 */
export function mailLinkLater(email: string, origin: string): void {
  after(async () => {
    try {
      const work = { queue: 'accounts' } as const
      const asked = await transaction(database(), (trx) => askForPasswordLink(trx, email), work)
      if (asked) await sendMail(asked.account.email, subject, wordsWith(`${origin}/password/${asked.token}`))
    } catch (error) {
      log.warn({ err: error }, 'no link mailed to somebody who forgot their password')
    }
  })
}

const subject = 'A new password for Rollcall'

function wordsWith(link: string): string {
  return `Somebody asked for a link to choose a new password for your account in the directory.
If it was you, choose your password here. The link works once, within one hour:

${link}

If it was not you, do nothing. Your password stays as it is.
`
}
