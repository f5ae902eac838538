import * as sessions from '#db/accounts/sessions.ts'
import { type Executor, transaction } from '#db/database.ts'
import type { Role } from '#db/policy.ts'

/** Writes an account and a session straight to the database. @returns the cookie */
export async function newSession(db: Executor, email: string, role: Role): Promise<string> {
  return transaction(db, async (trx) => {
    const { id } = await trx
      .insertInto('accounts')
      .values({ email, role })
      .returning('id')
      .executeTakeFirstOrThrow()
    return `session=${await sessions.start(trx, id, 'Test')}`
  })
}
