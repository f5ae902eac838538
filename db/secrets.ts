import { createHash, createHmac, randomBytes } from 'node:crypto'

/** 32 random bytes as base64url, for cookies and links. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** A plain digest is enough: a random secret of 32 bytes cannot be guessed. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** One of many secrets that come from one: nobody who has some of them learns another. */
export function derivedSecret(secret: string, of: string): string {
  return createHmac('sha256', secret).update(of).digest('base64url')
}
