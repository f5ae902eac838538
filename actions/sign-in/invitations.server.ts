import { after } from 'next/server'
import { dropLink, dropLinksOf } from '#db/accounts/password-links.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { linksOf, makeLinksOf, makeMissingLink } from '#db/accounts/waiting.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { log } from '#db/log.ts'
import { newSecret } from '#db/secrets.ts'
import type { Account } from '#db/tables.ts'
import { shownOnce, showOnce } from '../request/shown-once.server.ts'
import { siteOrigin } from '../request/site-origin.server.ts'
import { isMailSetUp, type Mailer, openMailer } from './mail.server.ts'
import { invitation, invitationSubject, linkIn } from './password-link.server.ts'

type Context = { actor: SignedIn; trx: Trx; afterwards: (work: () => Promise<void>) => void }

export const linksPage = '/accounts/links'

// Time to pass them on, or to save them as a file.
const shownForSeconds = 10 * 60

/**
 * Gives each account a link: by mail after the answer, or on a page that this browser can open for ten minutes. The
 * cookie has one secret, from which all links of that page are derived, because it has no room for the links.
 * @returns how they are given
 */
export async function invite(
  accounts: readonly Account[],
  { actor, trx, afterwards }: Context,
): Promise<'mailed' | 'shown'> {
  const ids = accounts.map(({ id }) => id)
  if (isMailSetUp()) {
    // An account without a link is seen as one whose mail did not go out, even if this server stops before that mail.
    await dropLinksOf(trx, ids)
    afterwards(async () => mailLater(ids, actor, await siteOrigin()))
    return 'mailed'
  }
  const secret = newSecret()
  await makeLinksOf(trx, accounts, secret, actor)
  afterwards(() => showOnce(linksPage, secret, shownForSeconds))
  return 'shown'
}

/** The name is '' for an account without a person. */
export type ShownLink = { name: string; email: string; link: string }

/** The links that this browser may show, if any. */
export async function shownLinks(): Promise<ShownLink[]> {
  const secret = await shownOnce(linksPage)
  if (!secret) return []
  const [origin, links] = [await siteOrigin(), await linksOf(database(), secret)]
  return links.map(({ name, email, token }) => ({ name, email, link: linkIn(origin, token) }))
}

// Then the mail server is away, and the other accounts wait for a reminder.
const mostFailures = 3

function mailLater(ids: readonly number[], actor: SignedIn, origin: string): void {
  after(async () => {
    const mailer = openMailer()
    if (!mailer) return
    try {
      if (!(await mailer.isReady())) return
      for (let next = 0, failures = 0; next < ids.length && failures < mostFailures; next++)
        failures = (await mailLink(mailer, ids[next] ?? 0, actor, origin)) ? 0 : failures + 1
    } catch (error) {
      log.warn({ err: error }, 'not all invitations mailed')
    } finally {
      mailer.close()
    }
  })
}

/** @returns whether the mail server works */
async function mailLink(mailer: Mailer, id: number, actor: SignedIn, origin: string): Promise<boolean> {
  const make = (trx: Trx) => makeMissingLink(trx, id, actor)
  const made = await transaction(database(), make, { queue: 'accounts' })
  if (!made) return true
  const words = invitation(linkIn(origin, made.token))
  const outcome = await mailer.send(made.account.email, invitationSubject, words)
  if (outcome !== 'sent') await dropLink(database(), made.token)
  return outcome !== 'failed'
}
