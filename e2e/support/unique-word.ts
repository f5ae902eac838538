import { randomBytes, randomInt } from 'node:crypto'

/** Unique in the run. Without vowels, so that no name that a test looks for is a part of it. */
export function uniqueWord(): string {
  const letters = 'bcdfghjkmnpqrtvw'
  return Array.from(randomBytes(8), (byte) => letters[byte % letters.length]).join('')
}

/** A phone number that hardly anybody else in the run has. The area 01632 is for drama. */
export function uniquePhone(): string {
  return `+44 1632 ${randomInt(100_000, 1_000_000)}`
}
