import { cookies, headers } from 'next/headers'
import type { Account } from '#db/tables.ts'
import { sendMail } from './mail.server.ts'
import { isHttps } from './session-cookies.server.ts'

/** How a one-time link goes to the owner of an account: by e-mail, or shown to the admin, who passes it on. */
export type Delivery = { link: string } | 'sent' | undefined

/** Sends a link to the owner of an account; where that cannot be done, the next page of this browser shows it. */
export async function deliver({ id, email }: Account, token: string): Promise<void> {
  const link = await linkOf(token)
  const sent = await sendMail(email, 'Your account in Rollcall', invitation(link))
  const options = { httpOnly: true, sameSite: 'lax', path: addressOf(id), secure: await isHttps() } as const
  const jar = await cookies()
  // Short, so that the link is on no page that somebody opens later.
  jar.set(cookieName, sent ? 'sent' : token, { ...options, maxAge: 60 })
}

/** What became of a link that was made a moment ago. Only the page of the account is told. */
export async function latestDelivery(): Promise<Delivery> {
  const value = (await cookies()).get(cookieName)?.value
  if (!value) return undefined
  return value === 'sent' ? 'sent' : { link: await linkOf(value) }
}

const cookieName = 'password-link'

function addressOf(id: number): string {
  return `/accounts/${id}`
}

async function linkOf(token: string): Promise<string> {
  const request = await headers()
  const host = request.get('x-forwarded-host') ?? request.get('host')
  return `${(await isHttps()) ? 'https' : 'http'}://${host}/password/${encodeURIComponent(token)}`
}

function invitation(link: string): string {
  return `Somebody who keeps the directory has made an account for you, or a new link to its password.
Choose your password here. The link works once, for 7 days:

${link}
`
}
