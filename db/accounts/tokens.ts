import { sql } from 'kysely'
import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { NotFound, unlessReadOnly } from '../errors.ts'
import type { Actor, Level } from '../policy.ts'
import { digestOf, newSecret } from '../secrets.ts'
import type { Token } from '../tables.ts'

type TokenValues = {
  name: string
  /** Adds the scope `users:contact` (emails and phones) to `users:read`. */
  contact: boolean
  days: number
}

/** No token is valid for longer, in days. */
const longest = 365

// The same prefix for all, so that a leaked token is recognised.
const prefix = 'rc_'
const pattern = /^rc_[\w-]{43}$/

export async function createToken(trx: Trx, { name, contact, days }: TokenValues, actor: Actor) {
  const secret = `${prefix}${newSecret()}`
  const token = await trx
    .insertInto('tokens')
    .values({
      name,
      contact,
      tokenHash: digestOf(secret),
      madeBy: actor.id,
      expiresAt: sql<Date>`now() + make_interval(days => ${Math.min(days, longest)})`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAccount(trx, actor, {
    verb: 'create-token',
    accountId: undefined,
    after: { token: token.id, name, contact },
  })
  return { token, secret }
}

/** Revoking twice writes no second event. @throws NotFound */
export async function revokeToken(trx: Trx, id: number, actor: Actor): Promise<void> {
  const revoked = await trx
    .updateTable('tokens')
    .set({ revokedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning(['name', 'contact'])
    .executeTakeFirst()
  if (revoked)
    await recordAccount(trx, actor, {
      verb: 'revoke-token',
      accountId: undefined,
      after: { token: id, ...revoked },
    })
  else if (!(await findToken(trx, id))) throw new NotFound('token')
}

/** Also expired and revoked ones. */
export async function findToken(db: Executor, id: number): Promise<Token | undefined> {
  return db.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Also expired and revoked ones. */
export async function findTokenBySecret(db: Executor, secret: string): Promise<Token | undefined> {
  return db.selectFrom('tokens').selectAll().where('tokenHash', '=', digestOf(secret)).executeTakeFirst()
}

/** `maker` is the email of the account that made it; null where that is not known, or the account was erased. */
export type ListedToken = Token & { maker: string | null; isMakerDisabled: boolean }

export async function listTokens(db: Executor): Promise<ListedToken[]> {
  return db
    .selectFrom('tokens')
    .leftJoin('accounts', 'accounts.id', 'tokens.madeBy')
    .selectAll('tokens')
    .select(['accounts.email as maker', sql<boolean>`accounts.disabled_at is not null`.as('isMakerDisabled')])
    .orderBy('tokens.id', 'desc')
    .execute()
}

/** Those that still work. */
export async function countTokensOf(db: Executor, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('tokens')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('madeBy', '=', accountId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Call it outside transactions, because it may lock the row to save the time of use, once a minute. */
export async function levelOfToken(db: Executor, secret: string): Promise<Level | undefined> {
  const digest = digestOfToken(secret)
  if (digest === undefined) return undefined
  const token = await validTokens(db, [digest]).executeTakeFirst()
  if (token?.isUsedLongAgo) await unlessReadOnly(touch(db, token.id))
  return token && levelOf(token)
}

/** Undefined for what cannot be a token. */
export function digestOfToken(secret: string): string | undefined {
  return pattern.test(secret) ? digestOf(secret) : undefined
}

export type ValidToken = Pick<Token, 'id' | 'tokenHash' | 'contact'> & { isUsedLongAgo: boolean }

/** Those of these digests that are neither revoked nor expired. */
export function validTokens(db: Executor, digests: readonly string[]) {
  return db
    .selectFrom('tokens')
    .select(['id', 'tokenHash', 'contact', isUsedLongAgo.as('isUsedLongAgo')])
    .where(sql<boolean>`token_hash = any(${digests}::text[])`)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
}

export function levelOf({ contact }: Pick<Token, 'contact'>): Level {
  return contact ? 'contact' : 'directory'
}

const isUsedLongAgo = sql<boolean>`(used_at is null or used_at < now() - interval '1 minute')`

async function touch(db: Executor, id: number): Promise<void> {
  await db
    .updateTable('tokens')
    .set({ usedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where(isUsedLongAgo)
    .execute()
}
