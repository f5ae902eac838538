import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import pLimit, { type LimitFunction } from 'p-limit'
import { parseConfig } from '../config.ts'

/**
 * The scrypt hash of a password, as a PHC string: `$scrypt$ln=17,r=8,p=1$<salt>$<hash>`. Its costs are those of the
 * OWASP Password Storage Cheat Sheet. The password is normalised with NFKC first (NIST SP 800-63B,
 * Password Verifiers), so that it is the same on every keyboard.
 */
export function hashPassword(password: string): Promise<string> {
  return hashWith(password, { ln: parseConfig(process.env).hashCost, r: 8, p: 1, salt: randomBytes(16) })
}

/**
 * Whether a hash was made of this password. Nobody's hash (undefined) and a damaged one take as much work as a good
 * one before they are false, so the time does not tell who has an account.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const settings = readSettings(hash ?? '')
  if (!settings) {
    await hashPassword(password)
    return false
  }
  // The whole strings are compared, so that no second way of writing a hash is taken.
  return isEqual(await hashWith(password, settings), hash ?? '')
}

/** Whether so many hashes wait that a new one would take several seconds. */
export function isHashingBusy(): boolean {
  return limitHashes.pendingCount > mostWaiting
}

/** Cost (`ln` is its logarithm to base 2), block size, parallelism and salt, as PHC strings name them. */
type Settings = { ln: number; r: number; p: number; salt: Buffer }

// Costs that two hashes at once can have within 256 MB.
const shape = /^\$scrypt\$ln=(1[0-7]),r=(8),p=([1-9])\$([A-Za-z0-9+/]{22})\$[A-Za-z0-9+/]{43}$/

function readSettings(hash: string): Settings | undefined {
  const [, ln, r, p, salt] = shape.exec(hash) ?? []
  if (salt === undefined) return undefined
  return { ln: Number(ln), r: Number(r), p: Number(p), salt: Buffer.from(salt, 'base64') }
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

// Next evaluates a module several times in one process; the limit must be one all the same.
const shared = globalThis as { rollcallHashes?: LimitFunction }
// Each hash takes 128 MB and one of the four threads that files and host names need too.
shared.rollcallHashes ??= pLimit(2)
const limitHashes = shared.rollcallHashes
const mostWaiting = 30

async function hashWith(password: string, { ln, r, p, salt }: Settings): Promise<string> {
  const costs = { N: 2 ** ln, r, p, maxmem: 130 * 2 ** 20 }
  const key = await limitHashes(() => derive(password.normalize('NFKC'), salt, 32, costs))
  return `$scrypt$ln=${ln},r=${r},p=${p}$${toBase64(salt)}$${toBase64(key)}`
}

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

function isEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
