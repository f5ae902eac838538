import { randomBytes } from 'node:crypto'

/** Unique in the run. Without vowels, so that no name that a test looks for is a part of it. */
export function uniqueWord(): string {
  const letters = 'bcdfghjkmnpqrtvw'
  return Array.from(randomBytes(8), (byte) => letters[byte % letters.length]).join('')
}
