import { sql } from 'kysely'
import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { FieldRefused, NotFound } from '../errors.ts'
import type { Actor } from '../policy.ts'
import type { Account, Target } from '../tables.ts'
import { findAccount } from './find.ts'
import { holdAccount } from './hold.ts'
import { dropPasskeys } from './passkeys.ts'
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.ts'
import { endAll, type SignedIn } from './sessions.ts'
import { newTotpSecret, stepOf } from './totp.ts'

export const expiredSetup = sql<boolean>`expires_at <= now()`

/** Whether they are an admin without one, where the settings want it. Who came by single sign-on needs none. */
export async function needsSecondFactor(db: Executor, { id, session }: SignedIn): Promise<boolean> {
  const found = await db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .innerJoin('directory', (join) => join.on('adminsNeedSecondFactor', '=', true))
    .select('sessions.id')
    .where('sessions.id', '=', session)
    .where('sessions.providerSession', 'is', null)
    .where('sessions.byProxy', '=', false)
    .where('accounts.id', '=', id)
    .where('accounts.role', '=', 'admin')
    .where('accounts.secondFactor', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** Replaces the set-up that this sign-in began before. */
export async function beginSetup(trx: Trx, { session }: SignedIn): Promise<void> {
  const begun = { secret: newTotpSecret(), expiresAt: sql<Date>`now() + interval '15 minutes'` }
  await trx
    .insertInto('secondFactorSetups')
    .values({ sessionId: session, ...begun })
    .onConflict((conflict) => conflict.column('sessionId').doUpdateSet(begun))
    .execute()
}

/** The secret that is being set up in this sign-in. */
export async function findSetup(db: Executor, { session }: SignedIn): Promise<string | undefined> {
  const setup = await db
    .selectFrom('secondFactorSetups')
    .select('secret')
    .where('sessionId', '=', session)
    .where(sql<boolean>`not ${expiredSetup}`)
    .executeTakeFirst()
  return setup?.secret
}

/**
 * Every other session ends, so that each one that there is has given a code.
 * @returns the recovery codes. @throws FieldRefused, or NotFound when there is a second factor already
 */
export async function confirmSetup(trx: Trx, actor: SignedIn, secret: string, code: string) {
  const step = stepOf(secret, code.replace(/\s/g, ''))
  if (step === undefined) throw refusal()
  const codes = newRecoveryCodes()
  const { numUpdatedRows } = await trx
    .updateTable('accounts')
    .set({ secondFactor: secret, secondFactorStep: step, recoveryCodes: codes.map(recoveryDigest) })
    .where('id', '=', actor.id)
    .where('secondFactor', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new NotFound('account')
  await trx.deleteFrom('secondFactorSetups').where('sessionId', '=', actor.session).execute()
  await endAll(trx, actor.id, actor.session)
  await recordAccount(trx, actor, { verb: 'set-second-factor', accountId: actor.id })
  return codes
}

/** @returns the codes, which replace all before */
export async function renewRecoveryCodes(trx: Trx, actor: SignedIn): Promise<string[]> {
  const codes = newRecoveryCodes()
  await trx
    .updateTable('accounts')
    .set({ recoveryCodes: codes.map(recoveryDigest) })
    .where('id', '=', actor.id)
    .execute()
  await recordAccount(trx, actor, { verb: 'make-recovery-codes', accountId: actor.id })
  return codes
}

/** Does nothing for an account without one. */
export async function dropSecondFactor(trx: Trx, accountId: number, actor: Actor): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('accounts')
    .set({ secondFactor: null, secondFactorStep: 0, recoveryCodes: [] })
    .where('id', '=', accountId)
    .where('secondFactor', 'is not', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) await recordAccount(trx, actor, { verb: 'drop-second-factor', accountId })
}

/** For an owner who lost it. Their passkeys go with it. @throws NotFound, StaleVersion */
export async function resetSecondFactor(trx: Trx, target: Target, actor: Actor): Promise<void> {
  const { id } = await holdAccount(trx, target)
  await dropPasskeys(trx, id, actor)
  await dropSecondFactor(trx, id, actor)
}

/** How an account gave its second factor: `spendProof` takes it once. */
export type Proof = { step: number } | { recovery: string }

/** Finds what was typed among the codes of the app and the recovery codes, and uses nothing up. */
export async function proofIn(db: Executor, accountId: number, typed: string): Promise<Proof | undefined> {
  const account = await findAccount(db, accountId)
  if (!account?.secondFactor) return undefined
  const code = typed.replace(/\s/g, '')
  if (/^\d{6}$/.test(code)) {
    const step = stepOf(account.secondFactor, code)
    return step !== undefined && step > account.secondFactorStep ? { step } : undefined
  }
  const recovery = recoveryDigest(code)
  return account.recoveryCodes.includes(recovery) ? { recovery } : undefined
}

/** Of several requests with the same code, one succeeds. @throws FieldRefused */
export async function spendProof(trx: Trx, account: Pick<Account, 'id' | 'email' | 'role'>, proof: Proof) {
  const { id, email, role } = account
  const rest = trx.updateTable('accounts').where('id', '=', id).where('secondFactor', 'is not', null)
  const used =
    'step' in proof
      ? rest.set({ secondFactorStep: proof.step }).where('secondFactorStep', '<', proof.step)
      : rest
          .set({ recoveryCodes: sql<string[]>`array_remove(recovery_codes, ${proof.recovery})` })
          .where(sql<boolean>`${proof.recovery} = any(recovery_codes)`)
  const { numUpdatedRows } = await used.executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw refusal()
  if ('recovery' in proof)
    await recordAccount(trx, { id, name: email, role }, { verb: 'use-recovery-code', accountId: id })
}

export function refusal(): FieldRefused {
  return new FieldRefused(
    'oneTimePassword',
    'This code is not right, or was used before. Enter the one that your app shows now',
  )
}
