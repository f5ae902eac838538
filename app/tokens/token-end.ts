import type { Token } from '#db/tables.ts'

/** Undefined while the token is valid. */
export function endOf({ revokedAt, expiresAt }: Token): 'Revoked' | 'Expired' | undefined {
  if (revokedAt) return 'Revoked'
  return expiresAt <= new Date() ? 'Expired' : undefined
}
