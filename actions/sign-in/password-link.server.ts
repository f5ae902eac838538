import type { Account } from '#db/tables.ts'
import { shownOnce, showOnce } from '../request/shown-once.server.ts'
import { siteOrigin } from '../request/site-origin.server.ts'
import { sendMail } from './mail.server.ts'

/** By email, or shown to the admin, who passes it on. */
type Delivery = { link: string } | 'sent' | undefined

/** If the mail cannot be sent, the next page of this browser shows the link. */
export async function deliver({ id, email }: Account, token: string): Promise<void> {
  const sent = await sendMail(email, invitationSubject, invitation(await linkOf(token)))
  await showOnce(pageOf(id), sent ? 'sent' : token)
}

/** Only the page of the account shows it. */
export async function latestDelivery({ id }: Account): Promise<Delivery> {
  const value = await shownOnce(pageOf(id))
  if (!value) return undefined
  return value === 'sent' ? 'sent' : { link: await linkOf(value) }
}

function pageOf(id: number): string {
  return `/accounts/${id}`
}

async function linkOf(token: string): Promise<string> {
  return linkIn(await siteOrigin(), token)
}

export function linkIn(origin: string, token: string): string {
  return `${origin}/password/${encodeURIComponent(token)}`
}

export const invitationSubject = 'Your account in Rollcall'

export function invitation(link: string): string {
  return `An admin of the directory has made an account for you, or a new link to choose its password.
Choose your password here. The link works once, within 7 days:

${link}
`
}
