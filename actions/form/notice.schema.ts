import { largestFileInWords } from '../request/request.schema.ts'

/** Shown once after a form worked. The cookie carries the code, never the words. */
const notices = {
  'user-created': 'Person added',
  'user-updated': 'Person changed',
  'user-trashed': 'Moved to trash',
  'user-restored': 'Person restored',
  'user-erased': 'Person erased',
  'set-up': 'Rollcall is set up',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'password-changed': 'Password changed. Every other session has ended',
  'password-set': 'Password set. You are signed in',
  'session-ended': 'Session ended',
  'sessions-ended': 'Sessions ended',
  'account-created': 'Account added',
  'account-updated': 'Account changed',
  'account-disabled': 'Account disabled',
  'account-enabled': 'Account enabled',
  'account-erased': 'Account erased',
  'link-made': 'One-time link made',
  'token-created': 'Token added',
  'token-revoked': 'Token revoked',
  'settings-saved': 'Settings saved',
  'users-updated': 'People changed',
  'users-trashed': 'People moved to trash',
  'file-uploaded': 'File uploaded. Nothing is imported yet',
  'file-read': 'File read again. Nothing is imported yet',
  'file-discarded': 'File discarded. Nothing was imported',
  'import-begun': 'Import started',
  'users-imported': 'People imported',
  'change-undone': 'Change undone',
  'team-created': 'Team added',
  'team-renamed': 'Team renamed',
  'team-deleted': 'Team deleted',
} as const

const nextSteps: Partial<Record<Notice, NextStep>> = {
  'user-created': { label: 'Add another', href: '/users/new' },
  'account-created': { label: 'Add another', href: '/accounts/new' },
  'team-created': { label: 'Add another', href: '/teams/new' },
}

/** Shown once after a button did nothing. */
const refusals = {
  'not-signed-in':
    'You are signed out, so nothing was done just now. Sign in, with your new password if you have just changed it, and look before you do it again',
  stale: 'Nothing was done, because somebody else changed this first. Look at it now, then do it again',
  gone: 'Nothing was done: it is not here any more',
  'too-large': `Nothing was done: the form was too large. A file must be ${largestFileInWords} or smaller`,
  'last-admin': 'Nothing was done: there would be no admin left. Make somebody else an admin first',
} as const

export type Refusal = keyof typeof refusals

export type Notice = keyof typeof notices

/** Carries a notice from an action to the next page, as `code.occasion`. */
export const noticeCookie = 'notice'

/**
 * The code, a dot, and a part that differs each time: hexadecimal digits, or "r" and the revision of a write that can
 * be undone.
 */
export const noticePattern = /^[a-z-]+\.(r\d{1,15}|[0-9a-f]{1,8})$/

/** proxy.ts passes the cookie to the page in this header, and drops the header that a client sent. */
export const noticeHeader = 'x-rollcall-notice'

type NextStep = { label: string; href: string }

export type ShownNotice = {
  code: Notice | Refusal
  words: string
  refused: boolean
  /** The revision of the write, if it can be undone. */
  revision?: number
  next?: NextStep | undefined
}

/** The words for a cookie's value; undefined for anything else. */
export function readNotice(carried: string): ShownNotice | undefined {
  const [code = '', occasion = ''] = carried.split('.')
  if (Object.hasOwn(refusals, code))
    return { code: code as Refusal, words: refusals[code as Refusal], refused: true }
  if (!Object.hasOwn(notices, code)) return undefined
  const notice = code as Notice
  const said = { code: notice, words: notices[notice], refused: false }
  if (!occasion.startsWith('r')) return { ...said, next: nextSteps[notice] }
  const revision = Number(occasion.slice(1))
  return { ...said, revision, next: { label: 'Undo', href: `/users/undo/${revision}` } }
}
