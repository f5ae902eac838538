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
  'link-asked': 'If an account has this address, a link is on its way. It is valid for one hour',
  'sign-in-link-asked':
    'If an account has this address, a link is on its way. Open it in this browser, within 15 minutes',
  'password-changed': 'Password changed. Every other session has ended',
  'password-set': 'Password set. You are signed in',
  confirmed: 'You have confirmed that it is you. Now press the button again',
  'code-wanted': 'One more step: enter the code from your app',
  'second-factor-begun': 'Now add Rollcall to your app',
  'second-factor-set': 'Second factor turned on. Every other session has ended',
  'second-factor-dropped': 'Second factor turned off',
  'recovery-codes-made': 'Recovery codes made. Those before do not work any more',
  'passkey-begun': 'Now let your device make the passkey',
  'passkey-added': 'Passkey added',
  'passkey-removed': 'Passkey removed',
  'session-ended': 'Session ended',
  'sessions-ended': 'Sessions ended',
  'account-created': 'Account added',
  'account-updated': 'Account changed',
  'account-disabled': 'Account disabled',
  'account-enabled': 'Account enabled',
  'account-erased': 'Account erased',
  'people-invited': 'Accounts added',
  'invitations-begun': 'Accounts added. Their invitations are on the way',
  'links-made': 'One-time links made',
  'reminders-begun': 'Reminders are on the way',
  'link-made': 'One-time link made',
  'token-created': 'Token added',
  'token-revoked': 'Token revoked',
  'settings-saved': 'Settings saved',
  'users-updated': 'People changed',
  'users-trashed': 'People moved to trash',
  'file-uploaded': 'File uploaded. Nothing is imported yet',
  'file-read': 'File read again. Nothing is imported yet',
  'decisions-forgotten':
    'File read again. Answers and corrections are forgotten, because the rows are others now',
  'file-discarded': 'File discarded. Nothing was imported',
  'import-begun': 'Import started',
  'saving-begun': 'Saving started',
  'users-imported': 'People imported',
  'change-undone': 'Change undone',
  'team-created': 'Team added',
  'teams-created': 'Teams added',
  'no-team-created': 'No team added: all of them were there already',
  'team-renamed': 'Team renamed',
  'team-updated': 'Team changed',
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
  'confirm-first': 'Nothing was done yet. Confirm that it is you, then press the button again',
  'second-factor-wanted': 'Nothing was done: admins need a second factor here. Turn it on, then do it again',
  'signed-in-again':
    'Nothing was done just now, because your session had ended. You are signed in again: look, then do it again',
  'sign-in-expired':
    'You are not signed in yet: the code must follow the password within 5 minutes. Sign in again',
  'set-up-expired': 'Nothing was done: the code must be confirmed within 15 minutes. Set it up again',
  'passkey-failed':
    'You are not signed in: the passkey is not known here, or it took longer than 5 minutes. Try again, or use your password',
  'passkey-expired': 'Nothing was done: a passkey must be made within 5 minutes. Begin again',
  stale: 'Nothing was done, because somebody else changed this first. Look at it now, then do it again',
  'import-changed':
    'Nothing was done, because you went on with this import in another window. Look at it now, then do it again',
  'directory-changed':
    'Nothing was imported, because the directory changed after you opened this page. Look at what would happen now, then import',
  'server-stopped':
    'Nothing was done, because the server stopped before everybody was saved. Look at it now, then do it again',
  'not-saved': 'Nothing was done, because something went wrong here. Try again in a minute',
  gone: 'Nothing was done: it is not here any more',
  'too-large': `Nothing was done: the form was too large. A file must be ${largestFileInWords} or smaller`,
  'provider-failed':
    'You are not signed in: single sign-on went wrong or took longer than ten minutes. Try again',
  'provider-stranger':
    'You are not signed in: single sign-on knows you, but no account here is yours. Ask an admin for one',
  'last-admin': 'Nothing was done: there would be no admin left. Make somebody else an admin first',
} as const

export type Refusal = keyof typeof refusals

export type Notice = keyof typeof notices

/** Carries a notice from an action to the next page, as `code.occasion`. Only numbers may come with it. */
export const noticeCookie = 'notice'

/**
 * The code, a dot, and a part that differs each time: hexadecimal digits, "r" and the revision of a write that can be
 * undone, or "n" with two numbers for the words and hexadecimal digits.
 */
export const noticePattern = /^[a-z-]+\.(r\d{1,15}|[0-9a-f]{1,8}|n\d{1,3}-\d{1,3}-[0-9a-f]{1,8})$/

export type NumberedNotice = `${Notice}.n${number}-${number}-${string}`

/** app/request/page-requests.ts passes the cookie to the page in this header, and drops the header that a client sent. */
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
  const said = { code: notice, words: wordsOf(notice, occasion), refused: false }
  if (!occasion.startsWith('r')) return { ...said, next: nextSteps[notice] }
  const revision = Number(occasion.slice(1))
  return { ...said, revision, next: { label: 'Undo', href: `/users/undo/${revision}` } }
}

function wordsOf(notice: Notice, occasion: string): string {
  const [, added, there] = /^n(\d+)-(\d+)-/.exec(occasion) ?? []
  if (notice !== 'teams-created' || !added) return notices[notice]
  return [
    `${Number(added)} ${Number(added) === 1 ? 'team' : 'teams'} added`,
    Number(there) > 0 && `${Number(there)} ${Number(there) === 1 ? 'was' : 'were'} there already`,
  ]
    .filter(Boolean)
    .join(', ')
}
