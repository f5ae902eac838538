import { createHash, randomBytes } from 'node:crypto'

/** A word that nobody can guess: 32 random bytes, as they go into cookies and links. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of such a word. A plain digest is enough, because there is nothing to try out. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
