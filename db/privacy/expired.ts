import { sql } from 'kysely'
import { expiredBrowser } from '../accounts/known-browsers.ts'
import { expiredChallenge } from '../accounts/passkeys.ts'
import { expiredLink } from '../accounts/password-links.ts'
import { expiredPending } from '../accounts/pending-sign-ins.ts'
import { expiredSetup } from '../accounts/second-factor.ts'
import { expiredSession } from '../accounts/sessions.ts'
import { expiredSetupCode } from '../accounts/setup.ts'
import { expiredSignInLink } from '../accounts/sign-in-links.ts'
import { forgetOldNetworks } from '../audit/networks.ts'
import { recordOmitted } from '../audit/refusals.ts'
import type { Executor } from '../database.ts'
import { expiredImport } from '../imports/find.ts'
import { expiredLargeWrite } from '../large-writes.ts'
import { expiredSubmission } from '../submissions.ts'

const tables = {
  submissions: ['id', expiredSubmission],
  imports: ['id', expiredImport],
  large_writes: ['id', expiredLargeWrite],
  sessions: ['id', expiredSession],
  known_browsers: ['token_hash', expiredBrowser],
  password_links: ['token_hash', expiredLink],
  asked_links: ['token_hash', expiredLink],
  sign_in_links: ['token_hash', expiredSignInLink],
  pending_sign_ins: ['token_hash', expiredPending],
  passkey_challenges: ['challenge_hash', expiredChallenge],
  second_factor_setups: ['session_id', expiredSetup],
  setup_codes: ['code_hash', expiredSetupCode],
  guesses: ['key', sql<boolean>`expire < extract(epoch from now()) * 1000`],
} as const

const batch = 1_000
const mostBatches = 20

/** At most 20,000 rows of each table, and no locked ones. Events lose old networks. */
export async function clearExpired(db: Executor): Promise<void> {
  for (const [table, [key, expired]] of Object.entries(tables))
    for (let batches = 1; batches <= mostBatches; batches++) {
      const { numAffectedRows = 0n } = await sql`
        delete from ${sql.table(table)} where ${sql.ref(key)} in (
          select ${sql.ref(key)} from ${sql.table(table)} where ${expired} limit ${batch} for update skip locked
        )`.execute(db)
      if (numAffectedRows < batch) break
    }
  await forgetOldNetworks(db)
  await recordOmitted(db)
}
