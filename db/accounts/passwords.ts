import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import pLimit, { type LimitFunction } from 'p-limit'
import { parseConfig } from '../config.ts'

/**
 * A PHC string, `$scrypt$ln=17,r=8,p=1$<salt>$<hash>`, with the costs of the OWASP Password Storage Cheat Sheet. NFKC
 * makes the password the same on every keyboard (NIST SP 800-63B, Password Verifiers).
 */
export function hashPassword(password: string): Promise<string> {
  return hashWith(password, { ln: parseConfig(process.env).hashCost, r: 8, p: 1, salt: randomBytes(16) })
}

/** Takes as long for an undefined or damaged hash, so the time does not reveal who has an account. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const settings = readSettings(hash ?? '')
  if (!settings) {
    await hashPassword(password)
    return false
  }
  // Compares whole strings, so that only one spelling of a hash is accepted.
  return isEqual(await hashWith(password, settings), hash ?? '')
}

export function isHashingBusy(): boolean {
  return limitHashes.pendingCount > mostWaiting
}

/** Named as in PHC strings. `ln` is the logarithm to base 2 of the cost. */
type Settings = { ln: number; r: number; p: number; salt: Buffer }

// Limits the costs to those of which two hashes fit into 256 MB.
const pattern = /^\$scrypt\$ln=(1[0-7]),r=(8),p=([1-9])\$([A-Za-z0-9+/]{22})\$[A-Za-z0-9+/]{43}$/

function readSettings(hash: string): Settings | undefined {
  const [, ln, r, p, salt] = pattern.exec(hash) ?? []
  if (salt === undefined) return undefined
  return { ln: Number(ln), r: Number(r), p: Number(p), salt: Buffer.from(salt, 'base64') }
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

// Next evaluates a module several times in one process, and all copies must share the limit.
const shared = globalThis as { rollcallHashes?: LimitFunction }
// Each hash takes 128 MB, and one of four threads that files and host names need too.
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
