import { recordRefusal } from '../audit/refusals.ts'
import type { Executor } from '../database.ts'
import type { Account } from '../tables.ts'
import { admitCode, forgiveCode } from './guesses.ts'
import { knows } from './known-browsers.ts'
import { type Proof, proofIn, refusal } from './second-factor.ts'
import { type Place, somebody } from './sign-in.ts'

/**
 * Tries are counted apart from those of the password: otherwise who has the password could take the count back.
 * @param actor - who confirms a form with a code
 * @returns the proof to use in the transaction. @throws TooManyGuesses, FieldRefused
 */
export async function checkCode(
  db: Executor,
  account: Pick<Account, 'id' | 'email'>,
  typed: string,
  { known }: Place,
  actor = somebody,
): Promise<Proof> {
  const { id, email } = account
  const attempt = { email, network: '', knownBrowser: await knows(db, id, known) }
  await admitCode(db, attempt)
  const proof = await proofIn(db, id, typed)
  if (!proof) {
    await recordRefusal(db, actor, { verb: 'refuse-code', accountId: id })
    throw refusal()
  }
  await forgiveCode(db, attempt)
  return proof
}
