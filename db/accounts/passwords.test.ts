import { setImmediate } from 'node:timers/promises'
import type { LimitFunction } from 'p-limit'
import { expect, test, vi } from 'vitest'
import { hashPassword, verifyPassword } from './passwords.ts'

const password = 'zoë’s ﬁfth violin №5'
const hash = await hashPassword(password)

test('the password that a hash was made of is right, every other one wrong', async () => {
  expect(await verifyPassword(password, hash)).toBe(true)
  expect(await verifyPassword(`${password} `, hash)).toBe(false)
  expect(await verifyPassword(password.toUpperCase(), hash)).toBe(false)
  expect(await verifyPassword('', hash)).toBe(false)
})

test.each([
  ['composed', 'zo\u00eb maple tundra'],
  ['decomposed', 'zoe\u0308 maple tundra'],
  ['fullwidth', 'ｚｏ\u00eb ｍａｐｌｅ\u3000ｔｕｎｄｒａ'],
])('a password typed %s is the same password', async (_form, typed) => {
  expect(await verifyPassword(typed, await hashPassword('zo\u00eb maple tundra'))).toBe(true)
  expect(await verifyPassword('zo\u00eb maple tundra', await hashPassword(typed))).toBe(true)
})

test('a hash is a PHC string with the costs that OWASP asks for', async () => {
  vi.stubEnv('ROLLCALL_TEST_HASH_COST', '')
  expect(await hashPassword(password)).toMatch(
    /^\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
  )
  vi.unstubAllEnvs()
})

test('two hashes of one password differ', async () => {
  expect(await hashPassword(password)).not.toBe(hash)
})

test('a hash made elsewhere with other costs is read', async () => {
  // From Python: hashlib.scrypt(b'maple tundra', salt=bytes(range(16)), n=2**14, r=8, p=2, dklen=32)
  const other = '$scrypt$ln=14,r=8,p=2$AAECAwQFBgcICQoLDA0ODw$cu5UtItDCD9VQy3fGDmUFcWX+sSoHZqdP7LSwg7wjuM'
  expect(await verifyPassword('maple tundra', other)).toBe(true)
  expect(await verifyPassword('maple tundrb', other)).toBe(false)
})

test.each([
  ['nobody’s', () => undefined],
  ['an empty one', () => ''],
  ['one cut short', (good: string) => good.slice(0, -1)],
  ['one with more behind it', (good: string) => `${good}\n`],
  ['one of another algorithm', (good: string) => good.replace('scrypt', 'argon2id')],
  ['one without a cost', (good: string) => good.replace(/ln=\d+/, 'ln=0')],
  ['one that would take 128 GB', (good: string) => good.replace(/ln=\d+/, 'ln=27')],
  ['one that scrypt would refuse', (good: string) => good.replace('r=8', 'r=1')],
  ['one with other costs', (good: string) => good.replace(/ln=\d+/, 'ln=13')],
  ['one with another salt', (good: string) => good.replace(/p=1\$..../, 'p=1$$////')],
  ['one with another key', (good: string) => good.replace(/\$(?!.*\$)..../, '$$////')],
  ['one with spare bits set in its key', (good: string) => good.replace(/.$/, spare)],
  ['one with spare bits set in its salt', (good: string) => good.replace(/.(?=\$.{43}$)/, spare)],
])('a hash which is %s is false, after as much work', async (_name, damage) => {
  const verified = verifyPassword(password, damage(hash))
  await setImmediate()
  expect(hashes().activeCount).toBe(1)
  expect(await verified).toBe(false)
})

test('of eight sign-ins at once two are hashed at a time, one of strangers, and the process goes on', async () => {
  for (const [isStranger, most] of [
    [false, 2],
    [true, 1],
  ] as const) {
    let isDone = false
    const all = Promise.all(
      Array.from({ length: 8 }, () => verifyPassword(password, undefined, { isStranger })),
    )
    void all.then(() => {
      isDone = true
    })
    const seen = new Set<number>()
    let ticks = 0
    for (; !isDone; ticks++) {
      await setImmediate()
      seen.add(hashes().activeCount)
    }
    expect(ticks).toBeGreaterThan(30)
    expect(Math.max(...seen)).toBe(most)
  }
})

test('nobody waits behind strangers in a browser that is known', async () => {
  const order: string[] = []
  const strangers = Array.from({ length: 8 }, () =>
    verifyPassword(password, hash).then(() => order.push('stranger')),
  )
  const known = verifyPassword(password, hash, { isStranger: false }).then(() => order.push('known'))
  await setImmediate()
  expect(hashes().pendingCount).toBe(0)
  await Promise.all([known, ...strangers])
  expect(order.at(-1)).toBe('stranger')
})

/** The same bytes in another spelling: changes a bit of the last character that base64 ignores. */
function spare(character: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return alphabet[alphabet.indexOf(character) ^ 1] ?? ''
}

function hashes(): { activeCount: number; pendingCount: number } {
  return (globalThis as unknown as { rollcallHashes: { all: LimitFunction } }).rollcallHashes.all
}
