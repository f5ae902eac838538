import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { FieldRefused, TooManyGuesses } from '../errors.ts'
import type { Account } from '../tables.ts'
import { db, grace } from '../testing/database.ts'
import { checkCode } from './check-code.ts'
import { findAccount } from './find.ts'
import { findPending, redeemPending, startPending } from './pending-sign-ins.ts'
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.ts'
import * as secondFactor from './second-factor.ts'
import { endAll, findSession, type SignedIn, start } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { newTotpSecret, stepOf } from './totp.ts'

const place = { network: '192.0.2.1', browser: 'Firefox', known: undefined }
const stepMs = 30_000

test('a code counts in its own 30 seconds, those before and those after', () => {
  const [secret, now] = [newTotpSecret(), 1_800_000_000_000]
  const steps = [-2, -1, 0, 1, 2].map((away) => stepOf(secret, codeAt(secret, now + away * stepMs), now))
  const present = now / stepMs
  expect(steps).toEqual([undefined, present - 1, present, present + 1, undefined])
})

test('of two requests at once with the same code one signs in, and later ones none', async () => {
  const { account, secret } = await withFactor()
  const code = codeAt(secret)
  const proof = await checkCode(db, account, code, place)
  const enter = () => transaction(db, (trx) => signIn(trx, account, place, proof))
  const outcomes = await Promise.allSettled([enter(), enter()])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(checkCode(db, account, code, place)).rejects.toThrow(FieldRefused)
  const before = codeAt(secret, Date.now() - stepMs)
  await expect(checkCode(db, account, before, place)).rejects.toThrow(FieldRefused)
})

test('a recovery code is stored as a digest and works once, however it is written', async () => {
  const { account, codes } = await withFactor()
  const [code = ''] = codes
  const stored = JSON.stringify(await findAccount(db, account.id))
  for (const each of codes) {
    expect(stored).not.toContain(each)
    expect(stored).toContain(recoveryDigest(each))
  }
  const proof = await checkCode(db, account, ` ${code.toUpperCase().replaceAll('-', ' ')}`, place)
  const spend = () => transaction(db, (trx) => secondFactor.spendProof(trx, account, proof))
  const outcomes = await Promise.allSettled([spend(), spend()])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(checkCode(db, account, code, place)).rejects.toThrow(FieldRefused)
  expect((await findAccount(db, account.id))?.recoveryCodes).toHaveLength(9)
})

test('nobody signs in to an account with a second factor without it', async () => {
  const { account } = await withFactor()
  await expect(transaction(db, (trx) => signIn(trx, account, place))).rejects.toThrow(FieldRefused)
})

test('a code of another account, no code and a code without a second factor are refused', async () => {
  const [one, other] = [await withFactor(), await withFactor()]
  for (const typed of [codeAt(other.secret), other.codes[0] ?? '', '', '000', '１２３４５６'])
    await expect(checkCode(db, one.account, typed, place)).rejects.toThrow(FieldRefused)
  const without = await addAccount()
  await expect(checkCode(db, without, codeAt(one.secret), place)).rejects.toThrow(FieldRefused)
})

test('five wrong codes are looked at, then even the right one has to wait', async () => {
  const { account, secret } = await withFactor()
  for (let tries = 0; tries < 5; tries++)
    await expect(checkCode(db, account, 'wrong', place)).rejects.toThrow(FieldRefused)
  await expect(checkCode(db, account, codeAt(secret), place)).rejects.toThrow(TooManyGuesses)
})

test('setting it up needs a code of the new secret, and ends the other sessions', async () => {
  const account = await addAccount()
  const [actor, other] = [await session(account), await session(account)]
  await transaction(db, (trx) => secondFactor.beginSetup(trx, actor))
  expect(await secondFactor.findSetup(db, other)).toBeUndefined()
  const secret = (await secondFactor.findSetup(db, actor)) ?? ''
  const confirm = (code: string) =>
    transaction(db, (trx) => secondFactor.confirmSetup(trx, actor, secret, code))
  await expect(confirm(codeAt(newTotpSecret()))).rejects.toThrow(FieldRefused)
  expect(await confirm(codeAt(secret))).toHaveLength(10)
  expect(await secondFactor.findSetup(db, actor)).toBeUndefined()
  const sessions = await db.selectFrom('sessions').select('id').where('accountId', '=', account.id).execute()
  expect(sessions).toEqual([{ id: actor.session }])
  await expect(confirm(codeAt(secret))).rejects.toThrow()
})

test('new recovery codes replace the old ones', async () => {
  const { account, codes } = await withFactor()
  const actor = await session(account)
  const [fresh = ''] = await transaction(db, (trx) => secondFactor.renewRecoveryCodes(trx, actor))
  expect(await secondFactor.proofIn(db, account.id, codes[1] ?? '')).toBeUndefined()
  expect(await secondFactor.proofIn(db, account.id, fresh)).toEqual({ recovery: recoveryDigest(fresh) })
})

test('a sign-in waits five minutes for its code, works once, and ends with the sessions', async () => {
  const { account } = await withFactor()
  const begin = () => transaction(db, (trx) => startPending(trx, account.id))
  const redeem = (token: string) => transaction(db, (trx) => redeemPending(trx, token))
  const [used, ended, late] = [await begin(), await begin(), await begin()]
  expect((await Promise.all([redeem(used), redeem(used)])).toSorted()).toEqual([false, true])
  expect(await findPending(db, ended)).toMatchObject({ id: account.id })
  await transaction(db, (trx) => endAll(trx, account.id))
  for (const token of [used, ended, late]) expect(await findPending(db, token)).toBeUndefined()
  const old = await begin()
  await db
    .updateTable('pendingSignIns')
    .set({ expiresAt: new Date() })
    .where('accountId', '=', account.id)
    .execute()
  expect(await findPending(db, old)).toBeUndefined()
  expect(await redeem(old)).toBe(false)
})

test('where the settings want it, an admin without one needs one, unless they came by single sign-on', async () => {
  const one = await addAccount()
  const actor = await session(one)
  const byProvider = await transaction(db, (trx) =>
    start(trx, one.id, 'Firefox', { providerSession: '', confirmedAt: new Date() }),
  )
  const came = (await findSession(db, byProvider)) as SignedIn
  const needs = () => Promise.all([actor, came].map((each) => secondFactor.needsSecondFactor(db, each)))
  await become({ role: 'admin' })
  expect(await needs()).toEqual([false, false])
  await db.updateTable('directory').set({ adminsNeedSecondFactor: true }).execute()
  expect(await needs()).toEqual([true, false])
  await become({ secondFactor: newTotpSecret() })
  expect(await needs()).toEqual([false, false])
  await become({ role: 'editor', secondFactor: null })
  expect(await needs()).toEqual([false, false])
  await db.updateTable('directory').set({ adminsNeedSecondFactor: false }).execute()

  async function become(values: { role?: 'admin' | 'editor'; secondFactor?: string | null }) {
    await db.updateTable('accounts').set(values).where('id', '=', one.id).execute()
  }
})

test('resetting it drops passkeys too, and is an event, also without a code', async () => {
  const { id, version } = await addAccount()
  const passkey = { browser: 'Firefox', credential: randomUUID(), publicKey: Buffer.from('a key') }
  const values = { ...passkey, accountId: id, counter: 0, transports: [] }
  await db.insertInto('passkeys').values(values).execute()
  const reset = (of: number) =>
    transaction(db, (trx) => secondFactor.resetSecondFactor(trx, { id, version: of }, grace))
  await reset(version)
  const events = db.selectFrom('events').select(['verb', 'actor']).where('accountId', '=', id)
  expect(await events.execute()).toEqual([{ verb: 'remove-passkey', actor: grace.name }])
  await reset(version)
  expect(await events.execute()).toHaveLength(1)
})

function codeAt(secret: string, timestamp = Date.now()): string {
  return new TOTP({ secret }).generate({ timestamp })
}

async function addAccount(): Promise<Account> {
  return db
    .insertInto('accounts')
    .values({ email: `${randomUUID()}@example.com`, role: 'viewer', password: 'a hash' })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function withFactor() {
  const [secret, codes] = [newTotpSecret(), newRecoveryCodes()]
  const account = await db
    .updateTable('accounts')
    .set({ secondFactor: secret, recoveryCodes: codes.map(recoveryDigest) })
    .where('id', '=', (await addAccount()).id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return { account, secret, codes }
}

async function session({ id }: Account): Promise<SignedIn> {
  const token = await transaction(db, (trx) => start(trx, id, 'Firefox'))
  const found = await findSession(db, token)
  if (!found) throw new Error('no session')
  return found
}
