import { sql } from 'kysely'
import { expiredBrowser } from '../accounts/known-browsers.ts'
import { expiredLink } from '../accounts/password-links.ts'
import { expiredSession } from '../accounts/sessions.ts'
import { expiredSetupCode } from '../accounts/setup.ts'
import type { Executor } from '../database.ts'
import { expiredImport } from '../imports/find.ts'
import { expiredSubmission } from '../submissions.ts'

const tables = {
  submissions: ['id', expiredSubmission],
  imports: ['id', expiredImport],
  sessions: ['id', expiredSession],
  known_browsers: ['token_hash', expiredBrowser],
  password_links: ['token_hash', expiredLink],
  setup_codes: ['code_hash', expiredSetupCode],
  guesses: ['key', sql<boolean>`expire < extract(epoch from now()) * 1000`],
} as const

/** At most 1,000 rows of each table, and no locked ones. */
export async function clearExpired(db: Executor): Promise<void> {
  for (const [table, [key, expired]] of Object.entries(tables))
    await sql`
      delete from ${sql.table(table)} where ${sql.ref(key)} in (
        select ${sql.ref(key)} from ${sql.table(table)} where ${expired} limit 1000 for update skip locked
      )`.execute(db)
}
