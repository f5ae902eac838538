import { TOTP } from 'otpauth'
import { newRecoveryCodes, recoveryDigest } from '#db/accounts/recovery-codes.ts'
import { newTotpSecret } from '#db/accounts/totp.ts'
import type { Executor } from '#db/database.ts'

/** Writes a second factor straight to the database. */
export async function giveSecondFactor(db: Executor, accountId: number) {
  const [secret, codes] = [newTotpSecret(), newRecoveryCodes()]
  await db
    .updateTable('accounts')
    .set({ secondFactor: secret, secondFactorStep: 0, recoveryCodes: codes.map(recoveryDigest) })
    .where('id', '=', accountId)
    .execute()
  return { secret, codes, recovery: codes[0] ?? '' }
}

export function codeOf(secret: string): string {
  return new TOTP({ secret: secret.replaceAll(' ', '') }).generate()
}

/** As if the codes that were used were old: tests do not wait for the next one. */
export async function letStepsPass(db: Executor, accountId: number): Promise<void> {
  await db.updateTable('accounts').set({ secondFactorStep: 0 }).where('id', '=', accountId).execute()
}
