import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { FieldRefused, WrongPassword } from '../errors.ts'
import type { Account } from '../tables.ts'
import { db } from '../testing/database.ts'
import { confirm, isConfirmed } from './confirm.ts'
import { findSession, howItBegan, type SignedIn, start } from './sessions.ts'
import { type Given, signIn } from './sign-in.ts'

test('a sign-in is a proof for 15 minutes, and a confirmation for as long, in its own session', async () => {
  const { account, actor } = await signedIn()
  const other = await sessionOf(account.id)
  expect(await isConfirmed(db, actor)).toBe(true)
  await letPass(account.id, '14 minutes')
  expect(await isConfirmed(db, actor)).toBe(true)
  await letPass(account.id, '15 minutes')
  expect(await isConfirmed(db, actor)).toBe(false)
  await transaction(db, (trx) => confirm(trx, actor, account))
  expect([await isConfirmed(db, actor), await isConfirmed(db, other)]).toEqual([true, false])
  const events = db.selectFrom('events').select(['verb', 'accountId']).where('actorId', '=', account.id)
  expect(await events.execute()).toEqual([{ verb: 'confirm', accountId: account.id }])
})

test('neither a password that has changed since nor one without the second factor confirms', async () => {
  const { account, actor } = await signedIn()
  await letPass(account.id, '1 hour')
  const tries = [
    [{ password: 'another' }, WrongPassword],
    [{ password: account.password, secondFactor: 'JBSWY3DPEHPK3PXP' }, FieldRefused],
    [{ disabledAt: new Date() }, WrongPassword],
  ] as const
  for (const [change, error] of tries) {
    await db.updateTable('accounts').set(change).where('id', '=', account.id).execute()
    await expect(transaction(db, (trx) => confirm(trx, actor, account))).rejects.toThrow(error)
  }
  expect(await isConfirmed(db, actor)).toBe(false)
})

test('a passkey confirms, also with a second factor', async () => {
  const { account } = await signedIn()
  await db
    .updateTable('accounts')
    .set({ secondFactor: 'JBSWY3DPEHPK3PXP' })
    .where('id', '=', account.id)
    .execute()
  expect(await isConfirmed(db, await enter(account, 'by passkey'))).toBe(true)
})

test('a session that follows another confirms no more than that, and ends with the same provider', async () => {
  const { account, actor } = await signedIn()
  const longAgo = new Date(0)
  await db.updateTable('sessions').set({ confirmedAt: longAgo }).where('id', '=', actor.session).execute()
  const begun = {
    ...(await transaction(db, (trx) => howItBegan(trx, actor.session))),
    providerSession: 'there',
  }
  expect(begun).toEqual({ byProxy: false, providerSession: 'there', confirmedAt: longAgo })
  const { session } = await enter(account, begun)
  expect(await transaction(db, (trx) => howItBegan(trx, session))).toEqual(begun)
})

async function enter(account: Account, given: Given): Promise<SignedIn> {
  const place = { network: '192.0.2.1', browser: 'Firefox', known: undefined }
  const { session } = await transaction(db, (trx) => signIn(trx, account, place, given))
  const found = await findSession(db, session)
  if (!found) throw new Error('no session')
  return found
}

async function signedIn() {
  const account = await db
    .insertInto('accounts')
    .values({ email: `${randomUUID()}@example.com`, role: 'admin', password: 'a hash' })
    .returningAll()
    .executeTakeFirstOrThrow()
  return { account, actor: await sessionOf(account.id) }
}

async function sessionOf(accountId: number): Promise<SignedIn> {
  const token = await transaction(db, (trx) => start(trx, accountId, 'Firefox'))
  const found = await findSession(db, token)
  if (!found) throw new Error('no session')
  return found
}

async function letPass(accountId: number, time: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ confirmedAt: sql<Date>`now() - ${time}::interval` })
    .where('accountId', '=', accountId)
    .execute()
}
