import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { open } from '../database.ts'
import { TooManyGuesses } from '../errors.ts'
import { clearExpired } from '../privacy/expired.ts'
import { db } from '../testing/database.ts'
import { type Attempt, admit, forgive } from './guesses.ts'

const minute = 60
const replica = open(process.env.DATABASE_URL ?? '')
afterAll(() => replica.destroy())

test('of 1,000 guesses in a row at one e-mail five are admitted', async () => {
  const attempt = somebody()
  expect(await admitted(attempt, 6)).toBe(5)
  // A slow machine takes longer than the block.
  await letPass(attempt, -60 * minute)
  expect(await admitted(attempt, 994)).toBe(0)
})

test('of 200 guesses at once at one e-mail five are admitted', async () => {
  const attempt = somebody()
  expect(await admittedAtOnce(Array(200).fill(attempt))).toBe(5)
  expect(await wait(attempt)).toBeLessThanOrEqual(minute)
})

test('guesses through two replicas are counted together', async () => {
  const attempt = somebody()
  expect(await admitted(attempt, 3, db)).toBe(3)
  expect(await admitted(attempt, 3, replica)).toBe(2)
  expect(await admitted(attempt, 1, db)).toBe(0)
})

test('each further round of guesses waits twice as long, up to an hour, and none for ever', async () => {
  const attempt = somebody()
  const waits: (number | undefined)[] = []
  for (let round = 1; round <= 8; round++) {
    expect(await admitted(attempt, 5)).toBe(5)
    waits.push(await wait(attempt))
    expect(await wait(attempt)).toBeLessThanOrEqual(waits.at(-1) ?? 0)
    await letPass(attempt, waits.at(-1) ?? 0)
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((each) => each * minute))
})

test('a block lasts until its time is over', async () => {
  const attempt = somebody()
  await admitted(attempt, 6)
  await letPass(attempt, minute - 10)
  expect(await wait(attempt)).toBeLessThanOrEqual(10)
  await letPass(attempt, 10)
  expect(await wait(attempt)).toBeUndefined()
})

test('a day after the first round the waits are short again', async () => {
  const attempt = somebody()
  await admitted(attempt, 6)
  await letPass(attempt, 24 * 60 * minute)
  expect(await admitted(attempt, 5)).toBe(5)
  expect(await wait(attempt)).toBe(minute)
})

test('five guesses are admitted again once 15 minutes are over', async () => {
  const attempt = somebody()
  await admitted(attempt, 5)
  await letPass(attempt, 15 * minute)
  expect(await admitted(attempt, 5)).toBe(5)
})

test('an e-mail is one, however it is written', async () => {
  const id = randomUUID()
  const written = (email: string) => somebody({ email: `${email}-${id}@example.com` })
  await admitted(written('zo\u00eb-i'), 5)
  expect(await admitted(written('ZOE\u0308-\u0130'), 1)).toBe(0)
  expect(await admitted(written('zoe-i'), 1)).toBe(1)
})

test('guesses at one e-mail leave other accounts alone', async () => {
  const attempt = somebody()
  await admitted(attempt, 10)
  expect(await admitted(somebody({ network: attempt.network }), 5)).toBe(5)
})

test('an owner can sign in from a known browser during guesses by others', async () => {
  const attempt = somebody()
  await fill(attempt.network)
  await admitted({ ...attempt, network: network() }, 10)
  expect(await wait({ ...attempt, network: network() })).toBeGreaterThan(0)
  expect(await wait(attempt)).toBeGreaterThan(0)
  expect(await wait({ ...attempt, knownBrowser: browser() })).toBeUndefined()
})

test('from a known browser ten guesses are admitted, and then each round waits longer', async () => {
  const attempt = somebody({ knownBrowser: browser() })
  expect(await admittedAtOnce(Array(50).fill(attempt))).toBe(10)
  await letPass(attempt, minute)
  expect(await admitted(attempt, 10)).toBe(10)
  expect(await wait(attempt)).toBe(2 * minute)
})

test('what is counted in a known browser counts nowhere else', async () => {
  const attempt = somebody({ knownBrowser: browser() })
  await admitted(attempt, 11)
  expect(await admitted({ ...attempt, knownBrowser: undefined }, 5)).toBe(5)
  expect(await admitted({ ...attempt, knownBrowser: browser() }, 10)).toBe(10)
  expect(await admitted({ ...attempt, email: somebody().email }, 10)).toBe(10)
})

test('from one network 100 guesses are admitted in 15 minutes for all accounts together', async () => {
  const from = network()
  const many = Array.from({ length: 150 }, () => somebody({ network: from }))
  expect(await admittedAtOnce(many)).toBe(100)
  const attempt = somebody({ network: from })
  const seconds = await wait(attempt)
  expect(seconds).toBeGreaterThan(14 * minute)
  expect(seconds).toBeLessThanOrEqual(15 * minute)
  expect(await wait(somebody())).toBeUndefined()
  await letPass(attempt, 15 * minute)
  expect(await wait(attempt)).toBeUndefined()
})

test('a network that is full uses up the attempts of no e-mail', async () => {
  const attempt = somebody()
  await fill(attempt.network)
  expect(await admitted(attempt, 10)).toBe(0)
  expect(await admittedAtOnce(Array(10).fill(attempt))).toBe(0)
  expect(await admitted({ ...attempt, network: network() }, 5)).toBe(5)
})

test('what a network is refused at once uses up nothing either', async () => {
  const from = network()
  const many = Array.from({ length: 150 }, () => somebody({ network: from }))
  await admittedAtOnce(many)
  const left = many.map((attempt) => admitted({ ...attempt, network: network() }, 5))
  const counts = (await Promise.all(left)).toSorted()
  expect(counts).toEqual([...Array(100).fill(4), ...Array(50).fill(5)])
})

test('what an e-mail is refused does not count for the network', async () => {
  const attempt = somebody()
  await admitted(attempt, 200)
  const many = Array.from({ length: 100 }, () => somebody({ network: attempt.network }))
  expect(await admittedAtOnce(many)).toBe(95)
})

test.each([
  [
    'of one IPv6 network',
    (id: string) => [`2001:db8:${id}::1`, `2001:DB8:${id}:0:ffff:ffff:ffff:ffff`],
    true,
  ],
  ['of one IPv4 address', (id: string) => [`10.1.${int(id)}`, `::ffff:10.1.${int(id)}`], true],
  ['of one IPv4 address in hex', (id: string) => [`10.2.${int(id)}`, `::FFFF:0a02:${id}`], true],
  ['of two IPv6 networks', (id: string) => [`2001:db8:${id}:1::1`, `2001:db8:${id}:2::1`], false],
  ['of two IPv6 networks, written short', (id: string) => [`2001:${id}::1`, `2001:${id}:0:1::1`], false],
  ['of two IPv4 addresses', (id: string) => [`10.3.${int(id)}`, `10.4.${int(id)}`], false],
])('addresses %s', async (_case, make, isShared) => {
  const id = (Math.floor(Math.random() * 0xefff) + 0x1000).toString(16)
  const [one = '', other = ''] = make(id)
  await fill(one)
  expect((await wait(somebody({ network: other }))) !== undefined).toBe(isShared)
})

test('a right password takes back what was counted for its e-mail', async () => {
  const attempt = somebody()
  await admitted(attempt, 6)
  await letPass(attempt, minute)
  await admitted(attempt, 5)
  await forgive(db, attempt)
  expect(await admitted(attempt, 5)).toBe(5)
  expect(await wait(attempt)).toBe(minute)
})

test('a right password in a known browser takes back what was counted there', async () => {
  const attempt = somebody({ knownBrowser: browser() })
  const elsewhere = { ...attempt, knownBrowser: undefined }
  await admitted(attempt, 11)
  await admitted(elsewhere, 5)
  await forgive(db, attempt)
  expect(await admitted(attempt, 10)).toBe(10)
  expect(await wait(attempt)).toBe(minute)
  expect(await wait(elsewhere)).toBe(minute)
})

test('people who sign in do not use up their network', async () => {
  const from = network()
  for (let person = 0; person < 120; person++) {
    const attempt = somebody({ network: from })
    await admit(db, attempt)
    await forgive(db, attempt)
  }
  await fill(from)
  const known = somebody({ network: from, knownBrowser: browser() })
  await admit(db, known)
  await forgive(db, known)
  expect(await wait(somebody({ network: from }))).toBeGreaterThan(0)
})

test('no e-mail, address or cookie is kept, and what is over can be cleared', async () => {
  const attempt = somebody()
  const known = somebody({ network: attempt.network, knownBrowser: browser() })
  await admitted(attempt, 6)
  await admitted(known, 11)
  const kept = await keys()
  const own = ['account', 'account-rounds'].map((name) => `${name}:${sha256(attempt.email)}`)
  expect(kept).toEqual(expect.arrayContaining([...own, `network:${sha256(attempt.network)}`]))
  const digests =
    /^(code-)?(account|browser)(-rounds)?:[0-9a-f]{64}$|^(network|link|link-network):[0-9a-f]{64}$/
  expect(kept.filter((key) => !digests.test(key))).toEqual([])
  await letPass(attempt, 24 * 60 * minute)
  await clearExpired(db)
  expect(await keys()).not.toEqual(expect.arrayContaining([own[0]]))
})

function somebody(attempt: Partial<Attempt> = {}): Attempt {
  return {
    email: `alice-${randomUUID()}@example.com`,
    network: network(),
    knownBrowser: undefined,
    ...attempt,
  }
}

function network(): string {
  return randomBytes(4).join('.')
}

function browser(): string {
  return sha256(randomUUID())
}

async function admitted(attempt: Attempt, count: number, executor = db): Promise<number> {
  let sum = 0
  for (let each = 0; each < count; each++) sum += (await wait(attempt, executor)) === undefined ? 1 : 0
  return sum
}

async function admittedAtOnce(attempts: Attempt[]): Promise<number> {
  const waits = await Promise.all(attempts.map((attempt, index) => wait(attempt, index % 2 ? db : replica)))
  return waits.filter((seconds) => seconds === undefined).length
}

/** @returns the seconds to wait, undefined when the attempt is admitted */
async function wait(attempt: Attempt, executor = db): Promise<number | undefined> {
  try {
    await admit(executor, attempt)
    return undefined
  } catch (error) {
    if (error instanceof TooManyGuesses) return error.seconds
    throw error
  }
}

async function fill(from: string): Promise<void> {
  await admittedAtOnce(Array.from({ length: 110 }, () => somebody({ network: from })))
}

/** Moves the counts of an attempt back in time. */
async function letPass({ email, network, knownBrowser }: Attempt, seconds: number): Promise<void> {
  const counted = [email, network, `${knownBrowser} ${email}`].map(sha256)
  await sql`
    update guesses set expire = expire - ${seconds * 1000}
    where split_part(key, ':', 2) in (${sql.join(counted)})`.execute(db)
}

async function keys(): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select key from guesses`.execute(db)
  return rows.map(({ key }) => key)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The two bytes of a hexadecimal number as the end of an IPv4 address. */
function int(hex: string): string {
  return `${Number.parseInt(hex.slice(0, 2), 16)}.${Number.parseInt(hex.slice(2), 16)}`
}
