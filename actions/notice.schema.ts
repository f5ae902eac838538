/** What a page can announce once, after a form worked. The cookie carries the code, never the words. */
export const notices = {
  'user-created': 'User created',
  'user-updated': 'User updated',
  'user-trashed': 'User moved to trash',
  'user-restored': 'User restored',
} as const

export type Notice = keyof typeof notices
