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
  'token-created': 'Token created',
  'token-revoked': 'Token revoked',
  'settings-saved': 'Settings saved',
  'users-updated': 'Users updated',
  'users-trashed': 'Users moved to trash',
  'file-uploaded': 'File uploaded. Nothing is imported yet',
  'file-read': 'File read again. Nothing is imported yet',
  'file-discarded': 'File discarded. Nothing was imported',
  'import-begun': 'Import started',
  'users-imported': 'Users imported',
  'change-undone': 'Change undone',
  'team-created': 'Team created',
  'team-renamed': 'Team renamed',
  'team-deleted': 'Team deleted',
} as const

/** What a page can announce once, after a button did nothing. */
const refusals = {
  'not-signed-in': 'You were not signed in any more, so nothing was done. Sign in, then do it again',
  stale: 'Nothing was done, because somebody else changed this meanwhile. Look at it now, then do it again',
  gone: 'Nothing was done: what this was about is not here any more',
  'too-large': 'Nothing was done: what was sent is too large. A file must be 5 MB or smaller',
  'last-admin': 'Nothing was done: there would be no admin left. Make somebody else an admin first',
} as const

export type Refusal = keyof typeof refusals

export type Notice = keyof typeof notices

/** The cookie that carries a notice from an action to the next page, as `code.occasion`. */
export const noticeCookie = 'notice'

/**
 * How the cookie is written: the code, a dot, and what tells one occasion from the next: some hexadecimal digits, or "r"
 * and the revision of a write that can be undone.
 */
export const noticeForm = /^[a-z-]+\.(r\d{1,15}|[0-9a-f]{1,8})$/

/** The request header in which proxy.ts hands the cookie to the page, after dropping what came from outside. */
export const noticeHeader = 'x-rollcall-notice'

/** A notice as a page shows it. */
type Said = {
  words: string
  /** It says that something was refused. */
  refused: boolean
  /** The revision of the write that it tells of, where that can be undone. */
  undo?: number
}

/** A notice as the cookie carries it, in words; undefined for anything else. */
export function readNotice(carried: string): Said | undefined {
  const [code = '', occasion = ''] = carried.split('.')
  if (Object.hasOwn(refusals, code)) return { words: refusals[code as Refusal], refused: true }
  if (!Object.hasOwn(notices, code)) return undefined
  const said = { words: notices[code as Notice], refused: false }
  return occasion.startsWith('r') ? { ...said, undo: Number(occasion.slice(1)) } : said
}
