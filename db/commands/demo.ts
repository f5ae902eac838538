import { findAccountByEmail } from '../accounts/find.ts'
import { hashPassword } from '../accounts/passwords.ts'
import { recordAccount } from '../audit/account-events.ts'
import { CannotStart } from '../cannot-start.ts'
import { type Executor, open, transaction } from '../database.ts'
import { openPublicView } from '../settings/settings.ts'
import { seed } from './seed.ts'

/** The sign-in page of the demo shows both. */
export const demoAccount = { email: 'demo@example.com', password: 'rollcall demo password' }

const demoPeople = 24

/** @param alone - the store belongs to the demo; otherwise it must have no other accounts. @throws CannotStart */
export async function prepareDemo(databaseUrl: string, { alone }: { alone: boolean }): Promise<void> {
  await using(databaseUrl, async (db) => {
    if (!alone && (await holdsOtherAccounts(db)))
      throw new CannotStart(
        'The database of DATABASE_URL holds accounts of its own, so it is no place for a demo. Unset ROLLCALL_DEMO or DATABASE_URL.',
      )
    const anybody = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
    if (!anybody) await seed(db, demoPeople)
    if (!(await findAccountByEmail(db, demoAccount.email))) await addAccount(db)
    await openPublicView(db)
  })
}

/** @throws CannotStart for a database with the demo's admin, outside the demo */
export async function refuseDemo(databaseUrl: string): Promise<void> {
  await using(databaseUrl, async (db) => {
    if (await findAccountByEmail(db, demoAccount.email))
      throw new CannotStart(
        `This database belongs to a demo: it has the account ${demoAccount.email}, whose password everybody knows. ` +
          'Set ROLLCALL_DEMO=1, or use another database.',
      )
  })
}

async function holdsOtherAccounts(db: Executor): Promise<boolean> {
  const other = await db
    .selectFrom('accounts')
    .select('id')
    .where('email', '<>', demoAccount.email)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

async function addAccount(db: Executor): Promise<void> {
  const password = await hashPassword(demoAccount.password)
  await transaction(db, async (trx) => {
    const alice = await trx.selectFrom('users').select('id').where('id', '=', 1).executeTakeFirst()
    const { id, role } = await trx
      .insertInto('accounts')
      .values({ email: demoAccount.email, role: 'admin', password, userId: alice?.id ?? null })
      .returning(['id', 'role'])
      .executeTakeFirstOrThrow()
    await recordAccount(
      trx,
      { id: null, name: 'Sample data', role },
      { verb: 'create-account', accountId: id },
    )
  })
}

async function using(url: string, work: (db: Executor) => Promise<void>): Promise<void> {
  const db = open(url)
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}
