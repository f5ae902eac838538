import type { AccountVerb } from '#db/tables.ts'

export const verbLabels: Record<AccountVerb, string> = {
  'set-up': 'set Rollcall up',
  'create-account': 'added {account}',
  'change-account': 'changed {account}',
  'disable-account': 'disabled {account}',
  'enable-account': 'enabled {account}',
  'erase-account': 'erased {account}',
  'make-password-link': 'made a one-time link for {account}',
  'set-password': 'chose a password',
  'sign-in': 'signed in',
  'refuse-sign-in': 'tried to sign in to {account} and was refused',
  'sign-out': 'signed out',
  'end-sessions': 'ended sessions of {account}',
  deny: 'tried something that needs other rights',
  'create-token': 'made the token {token}',
  'revoke-token': 'revoked the token {token}',
  'change-settings': 'changed the settings',
  'create-team': 'added the team {team}',
  'rename-team': 'renamed the team {team}',
  'delete-team': 'deleted the team {team}',
}
