import type { lifetimes } from '#actions/tokens.schema.ts'

export const labels = {
  name: 'Name',
  reads: 'Reads',
  createdAt: 'Created',
  expiresAt: 'Valid until',
  usedAt: 'Last used',
}

export const lifetimeLabels: Record<(typeof lifetimes)[number], string> = {
  30: '30 days',
  90: '90 days',
  365: '1 year',
}

/** The scopes as the API names them. */
export function scopesOf({ contact }: { contact: boolean }): string {
  return contact ? 'users:read, users:contact' : 'users:read'
}
