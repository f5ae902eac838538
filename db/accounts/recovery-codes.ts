import { randomInt } from 'node:crypto'
import { digestOf } from '../secrets.ts'

const howMany = 10
const groups = 4
// Without letters and digits that look alike.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

/** Each has 79 random bits, so that a plain digest is enough. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: howMany }, () => Array.from({ length: groups }, group).join('-'))
}

/** However it was typed. */
export function recoveryDigest(code: string): string {
  return digestOf(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
}

function group(): string {
  return Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
}
