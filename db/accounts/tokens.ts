import { sql } from 'kysely'
import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { NotFound, unlessReadOnly } from '../errors.ts'
import type { Actor, Level } from '../policy.ts'
import { digestOf, newSecret } from '../secrets.ts'
import type { Token } from '../tables.ts'

/** What an admin says about a token. */
type TokenValues = {
  name: string
  /** Whether it also reads e-mails and phones (scope `users:contact`), beside `users:read`. */
  contact: boolean
  /** For how long it is good. */
  days: number
}

// Every token begins alike, so that one that leaked is recognised for what it is.
const prefix = 'rc_'
const form = /^rc_[\w-]{43}$/

/** Makes a token. @returns it, and the secret, which is kept nowhere */
export async function createToken(trx: Trx, { name, contact, days }: TokenValues, actor: Actor) {
  const secret = `${prefix}${newSecret()}`
  const token = await trx
    .insertInto('tokens')
    .values({
      name,
      contact,
      tokenHash: digestOf(secret),
      expiresAt: sql<Date>`now() + make_interval(days => ${days})`,
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

/** Ends a token for ever. One that is revoked already stays so, and no event is written. @throws NotFound */
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

/** The token with this id, however it stands. */
export async function findToken(db: Executor, id: number): Promise<Token | undefined> {
  return db.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The token with this secret, however it stands. */
export async function findTokenBySecret(db: Executor, secret: string): Promise<Token | undefined> {
  return db.selectFrom('tokens').selectAll().where('tokenHash', '=', digestOf(secret)).executeTakeFirst()
}

/** All tokens, the newest first. */
export async function listTokens(db: Executor): Promise<Token[]> {
  return db.selectFrom('tokens').selectAll().orderBy('id', 'desc').execute()
}

/**
 * The level that a token opens; undefined when there is no such token, or it has expired or was revoked. Its use is
 * written at most once a minute: call this outside transactions, which would hold the row locked.
 */
export async function levelOfToken(db: Executor, secret: string): Promise<Level | undefined> {
  if (!form.test(secret)) return undefined
  const token = await db
    .selectFrom('tokens')
    .select(['id', 'contact', isUsedLongAgo.as('isUsedLongAgo')])
    .where('tokenHash', '=', digestOf(secret))
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst()
  if (token?.isUsedLongAgo) await unlessReadOnly(touch(db, token.id))
  return token && (token.contact ? 'contact' : 'directory')
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
