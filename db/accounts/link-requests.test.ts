import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { TooManyGuesses } from '../errors.ts'
import { db } from '../testing/database.ts'
import { admit } from './guesses.ts'
import { knows, knowsOwner, remember } from './known-browsers.ts'
import { admitChallenge, admitRequest, admitSignInRequest, forgetRequests } from './link-requests.ts'

const hour = 60 * 60

test('of 20 requests for one email three an hour are admitted, however it is written', async () => {
  const email = newEmail()
  const many = Array.from({ length: 20 }, (_, n) => ({
    email: n % 2 ? email : email.toUpperCase(),
    network: network(),
  }))
  expect(await admitted(many)).toBe(3)
  const seconds = await wait({ email, network: network() })
  expect(seconds).toBeLessThanOrEqual(hour)
  expect(seconds).toBeGreaterThan(hour / 2)
  await forgetRequests(db, email)
  expect(await wait({ email, network: network() })).toBeUndefined()
})

test('from one network 30 an hour are admitted, and the others use up those of no email', async () => {
  const from = network()
  const many = Array.from({ length: 40 }, () => ({ email: newEmail(), network: from }))
  expect(await admitted(many)).toBe(30)
  const email = newEmail()
  for (let tries = 0; tries < 5; tries++) expect(await wait({ email, network: from })).toBeGreaterThan(0)
  expect(await admitted(Array(3).fill({ email, network: network() }))).toBe(3)
})

test('requests leave sign-in alone', async () => {
  const attempt = { email: newEmail(), network: network(), knownBrowser: undefined }
  expect(await admitted(Array(10).fill(attempt))).toBe(3)
  await expect(admit(db, attempt)).resolves.toBeUndefined()
})

test('strangers cannot use up the links that sign somebody in in a browser that their account knows', async () => {
  const email = newEmail()
  const { id } = await db
    .insertInto('accounts')
    .values({ email, role: 'viewer', password: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const known = await transaction(db, (trx) => remember(trx, id, undefined))
  const ask = (browser: string | undefined) => () =>
    admitSignInRequest(db, { email: email.toUpperCase(), network: network(), known: browser })
  const count = async (tries: (() => Promise<void>)[]) =>
    (await Promise.allSettled(tries.map((each) => each()))).filter(({ status }) => status === 'fulfilled')
      .length
  expect(await count([...Array(5).fill(ask(undefined)), ...Array(5).fill(ask('made up'))])).toBe(3)
  expect(await count(Array(15).fill(ask(known)))).toBe(10)
  await forgetRequests(db, email)
  await expect(ask(undefined)()).resolves.toBeUndefined()
})

test('a network begins to sign in with a passkey 300 times an hour', async () => {
  const from = network()
  for (let times = 1; times <= 300; times++) await admitChallenge(db, from)
  await expect(admitChallenge(db, from)).rejects.toThrow(TooManyGuesses)
  await expect(admitChallenge(db, network())).resolves.toBeUndefined()
})

test('a known browser is counted as the same one after somebody else signs in there', async () => {
  const account = async () =>
    db
      .insertInto('accounts')
      .values({ email: newEmail(), role: 'viewer', password: null })
      .returningAll()
      .executeTakeFirstOrThrow()
  const [victim, other] = [await account(), await account()]
  const first = await transaction(db, (trx) => remember(trx, victim.id, undefined))
  const number = await knows(db, victim.id, first)
  expect(number).toBeDefined()
  const second = await transaction(db, (trx) => remember(trx, other.id, first))
  expect(await knowsOwner(db, victim.email, second)).toBe(number)
  expect(await knows(db, other.id, second)).not.toBe(number)
  expect(await knows(db, victim.id, first)).toBeUndefined()
})

async function admitted(requests: { email: string; network: string }[]): Promise<number> {
  const waits = await Promise.all(requests.map(wait))
  return waits.filter((seconds) => seconds === undefined).length
}

/** @returns the seconds to wait, undefined when the request is admitted */
async function wait(request: { email: string; network: string }): Promise<number | undefined> {
  try {
    await admitRequest(db, request)
    return undefined
  } catch (error) {
    if (error instanceof TooManyGuesses) return error.seconds
    throw error
  }
}

function newEmail(): string {
  return `asks-${randomUUID()}@example.com`
}

function network(): string {
  return randomBytes(4).join('.')
}
