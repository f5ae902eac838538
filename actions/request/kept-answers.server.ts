import { cookies, headers } from 'next/headers'
import { presentResponse } from './response-status.server.ts'
import { isHttps } from './session-cookies.server.ts'
import { siteHost } from './site-origin.server.ts'

/** Says that the browser may have kept an answer. */
const keptCookie = 'kept-answers'
const thirtyDays = 30 * 24 * 60 * 60

/**
 * Lets the browser keep the page that answers a form without scripts, so that Back shows it again. Otherwise Chromium shows
 * an error there, because it may not send the form twice. Not where `forgetAnswers` would have no effect.
 */
export async function keepAnswer(): Promise<void> {
  const response = presentResponse()
  const isSentByScript = (await headers()).has('next-action')
  if (!response || response.headersSent || isSentByScript || !(await obeysClearing())) return
  // Next has set no-store.
  response.setHeader('Cache-Control', 'private, no-cache')
  await remember('yes', thirtyDays)
}

/** The browser drops all answers that it has kept, at the end of a session. It would be slow to ask for that each time. */
export async function forgetAnswers(): Promise<void> {
  const response = presentResponse()
  if (!response || response.headersSent || !(await cookies()).has(keptCookie)) return
  response.setHeader('Clear-Site-Data', '"cache"')
  await remember('', 0)
}

/**
 * The session has ended elsewhere: by time, by an admin, or by what its own account did. The next page says so, and no
 * page may set a cookie through Next.
 */
export async function forgetAnswersOfEnded(): Promise<void> {
  const response = presentResponse()
  if (!response || response.headersSent || !(await cookies()).has(keptCookie)) return
  const secure = (await isHttps()) ? '; Secure' : ''
  response.setHeader('Clear-Site-Data', '"cache"')
  response.appendHeader('Set-Cookie', `${keptCookie}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`)
}

async function remember(value: string, maxAge: number): Promise<void> {
  const jar = await cookies()
  jar.set(keptCookie, value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: await isHttps(),
    maxAge,
  })
}

/** Browsers ignore Clear-Site-Data over plain http, except on their own machine. */
async function obeysClearing(): Promise<boolean> {
  return (await isHttps()) || /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(await siteHost())
}
