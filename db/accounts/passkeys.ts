import { sql } from 'kysely'
import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { FieldRefused } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { digestOf, newSecret } from '../secrets.ts'
import type { Account } from '../tables.ts'
import type { SignedIn } from './sessions.ts'

export const expiredChallenge = sql<boolean>`expires_at <= now()`

const mostOfOne = 20
const longestBrowser = 300

/** What the device must sign within 5 minutes. @param accountId - absent for a sign-in */
export async function startChallenge(trx: Trx, accountId?: number): Promise<string> {
  const challenge = newSecret()
  const expiresAt = sql<Date>`now() + interval '5 minutes'`
  await trx
    .insertInto('passkeyChallenges')
    .values({ challengeHash: digestOf(challenge), accountId: accountId ?? null, expiresAt })
    .execute()
  return challenge
}

/** Of several requests with the same challenge, one succeeds. @returns whether it was valid */
export async function redeemChallenge(trx: Trx, challenge: string, accountId?: number): Promise<boolean> {
  const used = await trx
    .deleteFrom('passkeyChallenges')
    .where('challengeHash', '=', digestOf(challenge))
    .where('accountId', accountId === undefined ? 'is' : '=', accountId ?? null)
    .where(sql<boolean>`not ${expiredChallenge}`)
    .returning('challengeHash')
    .executeTakeFirst()
  return used !== undefined
}

/** By the time when they were added. */
export async function passkeysOf(db: Executor, accountId: number) {
  return db
    .selectFrom('passkeys')
    .select(['id', 'browser', 'credential', 'transports', 'createdAt', 'usedAt'])
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
}

/** A passkey as a device made it. */
export type NewPasskey = {
  browser: string
  credential: string
  publicKey: Uint8Array
  counter: number
  transports: readonly string[]
}

/** Does nothing with a passkey that is here already. @throws FieldRefused */
export async function addPasskey(
  trx: Trx,
  actor: SignedIn,
  { publicKey, transports, browser, ...values }: NewPasskey,
): Promise<void> {
  if ((await passkeysOf(trx, actor.id)).length >= mostOfOne)
    throw new FieldRefused('response', `You have ${mostOfOne} passkeys. Remove one first`)
  const added = await trx
    .insertInto('passkeys')
    .values({
      ...values,
      browser: browser.slice(0, longestBrowser),
      accountId: actor.id,
      publicKey: Buffer.from(publicKey),
      transports: [...transports],
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) await recordAccount(trx, actor, { verb: 'add-passkey', accountId: actor.id })
}

/** Does nothing with one that was removed already. */
export async function removePasskey(trx: Trx, actor: SignedIn, id: number): Promise<void> {
  const removed = await trx
    .deleteFrom('passkeys')
    .where('accountId', '=', actor.id)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (removed) await recordAccount(trx, actor, { verb: 'remove-passkey', accountId: actor.id })
}

/** Also of a disabled account: `signIn` refuses that. */
export async function findPasskey(db: Executor, credential: string) {
  const passkey = await db
    .selectFrom('passkeys')
    .select(['id', 'accountId', 'credential', 'publicKey', 'counter'])
    .where('credential', '=', credential)
    .executeTakeFirst()
  if (!passkey) return undefined
  const account: Account = await db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', passkey.accountId)
    .executeTakeFirstOrThrow()
  return { ...passkey, counter: Number(passkey.counter), account }
}

/** @param counter - of the device's signatures; 0 where it does not count @returns false when it was removed */
export async function markUsed(trx: Trx, id: number, counter: number): Promise<boolean> {
  const used = await trx
    .updateTable('passkeys')
    .set({ counter, usedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}

/** Of an owner who lost their devices. */
export async function dropPasskeys(trx: Trx, accountId: number, actor: Actor): Promise<void> {
  const dropped = await trx
    .deleteFrom('passkeys')
    .where('accountId', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  if (dropped) await recordAccount(trx, actor, { verb: 'remove-passkey', accountId })
}

export async function areTherePasskeysOf(db: Executor, accountId: number): Promise<boolean> {
  return (await passkeysOf(db, accountId)).length > 0
}

export async function areTherePasskeys(db: Executor): Promise<boolean> {
  return (await db.selectFrom('passkeys').select('id').limit(1).executeTakeFirst()) !== undefined
}
