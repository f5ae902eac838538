import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { NotFound } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { eraseAccount } from '../privacy/erase-account.ts'
import { digestOf, newSecret } from '../secrets.ts'
import type { Token } from '../tables.ts'
import { db } from '../testing/database.ts'
import { createAccount, disableAccount } from './edit.ts'
import {
  countTokensOf,
  createToken,
  findToken,
  findTokenBySecret,
  levelOfToken,
  listTokens,
  revokeToken,
} from './tokens.ts'

const ada: Actor = { id: null, name: `Ada ${randomUUID()}`, role: 'admin' }

test('the secret is returned once, and its digest is all that is kept', async () => {
  const { token, secret } = await make()
  expect(secret).toMatch(/^rc_[\w-]{43}$/)
  expect(token.tokenHash).toBe(digestOf(secret))
  expect(JSON.stringify(await findToken(db, token.id))).not.toContain(secret.slice(3))
  expect(await findTokenBySecret(db, secret)).toEqual(token)
  expect((await make()).secret).not.toBe(secret)
})

test('a token is good for as many days as were asked for', async () => {
  const { token } = await make({ days: 90 })
  expect(token.expiresAt.getTime() - token.createdAt.getTime()).toBe(90 * 24 * 60 * 60 * 1000)
})

test('no token is good for more than a year', async () => {
  const { token } = await make({ days: 10_000 })
  expect(token.expiresAt.getTime() - token.createdAt.getTime()).toBe(365 * 24 * 60 * 60 * 1000)
})

test('the tokens that an account made are known, also when it is disabled or erased', async () => {
  const email = `maker-${randomUUID()}@example.com`
  const account = await transaction(db, (trx) =>
    createAccount(trx, { email, role: 'editor', userEmail: '' }, ada),
  )
  const maker: Actor = { id: account.id, name: email, role: 'admin' }
  const makeOne = () =>
    transaction(db, (trx) => createToken(trx, { name: 'Site', contact: false, days: 30 }, maker))
  const [{ token }, other, expired] = [await makeOne(), await makeOne(), await makeOne()]
  const listed = async () => (await listTokens(db)).find(({ id }) => id === token.id)
  expect(await listed()).toMatchObject({ madeBy: account.id, maker: email, isMakerDisabled: false })
  await revoke(other.token)
  await set(expired.token, { expiresAt: new Date(0) })
  expect(await countTokensOf(db, account.id)).toBe(1)
  const disabled = await transaction(db, (trx) => disableAccount(trx, account, ada))
  expect(await listed()).toMatchObject({ maker: email, isMakerDisabled: true })
  await transaction(db, (trx) => eraseAccount(trx, disabled, email, ada))
  expect(await listed()).toMatchObject({ madeBy: account.id, maker: null, isMakerDisabled: false })
})

test('a token opens the directory level, and the contact level where that was granted', async () => {
  const [plain, contact] = [await make(), await make({ contact: true })]
  expect(await levelOfToken(db, plain.secret)).toBe('directory')
  expect(await levelOfToken(db, contact.secret)).toBe('contact')
})

test('an expired token opens nothing, and was not used', async () => {
  const { token, secret } = await make()
  await set(token, { expiresAt: new Date(Date.now() - 1000) })
  expect(await levelOfToken(db, secret)).toBeUndefined()
  expect(await findToken(db, token.id)).toMatchObject({ usedAt: null })
})

test('a revoked token opens nothing, from the next request on', async () => {
  const { token, secret } = await make({ contact: true })
  await revoke(token)
  expect(await levelOfToken(db, secret)).toBeUndefined()
  expect(await findToken(db, token.id)).toMatchObject({ usedAt: null, revokedAt: expect.any(Date) })
})

test('what is no token of ours opens nothing', async () => {
  const { token, secret } = await make()
  const others = [`rc_${newSecret()}`, secret.slice(3), `RC_${secret.slice(3)}`, `${secret} `, `${secret}A`]
  for (const other of [...others, secret.slice(0, -1), token.tokenHash, 'rc_', '', '\0', 'x'.repeat(1e6)])
    expect([other.slice(0, 50), await levelOfToken(db, other)]).toEqual([other.slice(0, 50), undefined])
})

test('only a good form of token is looked for in the database', async () => {
  // An answer without a database shows that no query was sent.
  expect(await levelOfToken(undefined as never, 'Bearer rc_x')).toBeUndefined()
})

test('that a token was used is written at most once a minute', async () => {
  const { token, secret } = await make()
  expect(token.usedAt).toBeNull()
  await Promise.all(Array.from({ length: 10 }, () => levelOfToken(db, secret)))
  const first = await usedAt(token)
  expect(first).toBeInstanceOf(Date)
  await levelOfToken(db, secret)
  expect(await usedAt(token)).toEqual(first)
  const earlier = await set(token, { usedAt: sql<Date>`now() - interval '61 seconds'` })
  expect(await levelOfToken(db, secret)).toBe('directory')
  expect((await usedAt(token))?.getTime()).toBeGreaterThan(Number(earlier?.usedAt?.getTime()) + 60_000)
})

test('making and revoking are written down, without the secret', async () => {
  const { token, secret } = await make({ name: 'Web site', contact: true })
  await revoke(token)
  const events = await eventsOf(token)
  const after = { token: token.id, name: 'Web site', contact: true }
  expect(events).toMatchObject([
    { actor: ada.name, verb: 'create-token', accountId: null, userId: null, before: null, after },
    { actor: ada.name, verb: 'revoke-token', accountId: null, userId: null, before: null, after },
  ])
  expect(JSON.stringify(events)).not.toContain(secret)
  expect(JSON.stringify(events)).not.toContain(token.tokenHash)
})

test('revoking again changes and writes nothing, not even at the same time', async () => {
  const { token } = await make()
  await Promise.all([revoke(token), revoke(token)])
  const revoked = await findToken(db, token.id)
  await revoke(token)
  expect(await findToken(db, token.id)).toEqual(revoked)
  expect(await eventsOf(token)).toHaveLength(2)
})

test('a token that is not there cannot be revoked', async () => {
  const gone = transaction(db, (trx) => revokeToken(trx, 2_147_483_647, ada))
  await expect(gone).rejects.toThrow(NotFound)
})

function make(values = {}): Promise<{ token: Token; secret: string }> {
  const given = { name: 'Badge printer', contact: false, days: 365, ...values }
  return transaction(db, (trx) => createToken(trx, given, ada))
}

function revoke({ id }: Token): Promise<void> {
  return transaction(db, (trx) => revokeToken(trx, id, ada))
}

function set({ id }: Token, values: object): Promise<Token | undefined> {
  return db.updateTable('tokens').set(values).where('id', '=', id).returningAll().executeTakeFirst()
}

async function usedAt({ id }: Token): Promise<Date | null | undefined> {
  return (await findToken(db, id))?.usedAt
}

function eventsOf({ id }: Token) {
  return db
    .selectFrom('events')
    .selectAll()
    .where('verb', 'in', ['create-token', 'revoke-token'])
    .where(sql<boolean>`(after ->> 'token')::int = ${id}`)
    .orderBy('id')
    .execute()
}
