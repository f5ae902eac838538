import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import pLimit, { type LimitFunction } from 'p-limit'
import { parseConfig } from '../config.ts'

/**
 * A PHC string, `$scrypt$ln=17,r=8,p=1$<salt>$<hash>`, with the costs of the OWASP Password Storage Cheat Sheet. NFKC
 * makes the password the same on every keyboard (NIST SP 800-63B, Password Verifiers).
 */
export function hashPassword(password: string): Promise<string> {
  return queues.all(() => hashWith(password, newSettings()))
}

/**
 * Takes as long for an undefined or damaged hash, so the time does not reveal who has an account.
 * @param isStranger - false for a browser in which the account has signed in before
 */
export async function verifyPassword(
  password: string,
  hash: string | undefined,
  { isStranger = true } = {},
): Promise<boolean> {
  const settings = readSettings(hash ?? '')
  const work = () => queues.all(() => hashWith(password, settings ?? newSettings()))
  const made = await (isStranger ? queues.strangers(work) : work())
  // Compares whole strings, so that only one spelling of a hash is accepted.
  return settings !== undefined && isEqual(made, hash ?? '')
}

/** Whether strangers would wait for long. */
export function isHashingBusy(): boolean {
  return queues.strangers.pendingCount > mostWaiting
}

/** Named as in PHC strings. `ln` is the logarithm to base 2 of the cost. */
type Settings = { ln: number; r: number; p: number; salt: Buffer }

// Limits the costs to those of which two hashes fit into 256 MB.
const pattern = /^\$scrypt\$ln=(1[0-7]),r=(8),p=([1-9])\$([A-Za-z0-9+/]{22})\$[A-Za-z0-9+/]{43}$/

function newSettings(): Settings {
  return { ln: parseConfig(process.env).hashCost, r: 8, p: 1, salt: randomBytes(16) }
}

function readSettings(hash: string): Settings | undefined {
  const [, ln, r, p, salt] = pattern.exec(hash) ?? []
  if (salt === undefined) return undefined
  return { ln: Number(ln), r: Number(r), p: Number(p), salt: Buffer.from(salt, 'base64') }
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

// Next evaluates a module several times in one process, and all copies must share the queues.
const shared = globalThis as { rollcallHashes?: Record<'all' | 'strangers', LimitFunction> }
// Each hash takes 128 MB, and one of four threads that files and host names need too. Strangers share one of the two
// places, so that however many they are, people in a browser of their own never wait behind them.
shared.rollcallHashes ??= { all: pLimit(2), strangers: pLimit(1) }
const queues = shared.rollcallHashes
const mostWaiting = 30

async function hashWith(password: string, { ln, r, p, salt }: Settings): Promise<string> {
  const costs = { N: 2 ** ln, r, p, maxmem: 130 * 2 ** 20 }
  const key = await derive(password.normalize('NFKC'), salt, 32, costs)
  return `$scrypt$ln=${ln},r=${r},p=${p}$${toBase64(salt)}$${toBase64(key)}`
}

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

function isEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
