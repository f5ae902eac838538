/** What a page can announce once, after a form worked. The cookie carries the code, never the words. */
const notices = {
  'user-created': 'User created',
  'user-updated': 'User updated',
  'user-trashed': 'User moved to trash',
  'user-restored': 'User restored',
  'user-erased': 'User erased',
  'set-up': 'Rollcall is set up',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'password-changed': 'Password changed. Every other session has ended',
  'password-set': 'Password set. You are signed in',
  'session-ended': 'Session ended',
  'sessions-ended': 'Sessions ended',
  'account-created': 'Account created',
  'account-updated': 'Account updated',
  'account-disabled': 'Account disabled',
  'account-enabled': 'Account enabled',
  'account-erased': 'Account erased',
  'link-made': 'One-time link made',
} as const

export type Notice = keyof typeof notices

/** The cookie that carries a notice from an action to the next page, as `code.occasion`. */
export const noticeCookie = 'notice'

/** How the cookie is written: the code, a dot, and what tells one occasion from the next. */
export const noticeForm = /^[a-z-]+\.[0-9a-f]{1,8}$/

/** The request header in which proxy.ts hands the cookie to the page, after dropping what came from outside. */
export const noticeHeader = 'x-rollcall-notice'

/** The words of a notice as the cookie carries it; undefined for anything else. */
export function noticeText(carried: string): string | undefined {
  const [code = ''] = carried.split('.')
  return Object.hasOwn(notices, code) ? notices[code as Notice] : undefined
}
