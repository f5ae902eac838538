import type { Token } from '#db/tables.ts'

/** Why a token is not good any more, if so. */
export function endOf({ revokedAt, expiresAt }: Token): 'Revoked' | 'Expired' | undefined {
  if (revokedAt) return 'Revoked'
  return expiresAt <= new Date() ? 'Expired' : undefined
}
