import { sql } from 'kysely'
import { isLinked } from '../../accounts/linked.ts'
import type { Executor } from '../../database.ts'

export const nobodyYet =
  'This database has no accounts. If your directory has some, then ROLLCALL_DATA_DIR or DATABASE_URL leads to another database.'

const heads = ['EMAIL', 'ROLE', 'STATE', 'SECOND FACTOR', 'LAST SIGN-IN (UTC)', 'PERSON']

/** A line for each account, in columns. */
export async function tableOfAccounts(db: Executor): Promise<string> {
  const accounts = await findAll(db)
  if (accounts.length === 0) return nobodyYet
  const rows = accounts.map((account) => [
    account.email,
    account.role,
    stateOf(account),
    account.hasSecondFactor ? 'on' : '-',
    account.signedInAt?.toISOString().slice(0, 16).replace('T', ' ') ?? '-',
    account.userName ?? '-',
  ])
  return aligned([heads, ...rows])
}

function stateOf({ disabledAt, hasPassword, isLinked }: Awaited<ReturnType<typeof findAll>>[number]): string {
  if (disabledAt) return 'disabled'
  if (hasPassword) return 'can sign in'
  return isLinked ? 'single sign-on' : 'no password yet'
}

/** A sign-in is not known if its event is cleared. */
async function findAll(db: Executor) {
  return db
    .selectFrom('accounts')
    .leftJoin('users', 'users.id', 'accounts.userId')
    .select(['accounts.email', 'accounts.role', 'accounts.disabledAt', 'users.name as userName'])
    .select([sql<boolean>`accounts.password is not null`.as('hasPassword'), isLinked.as('isLinked')])
    .select(sql<boolean>`accounts.second_factor is not null`.as('hasSecondFactor'))
    .select((eb) =>
      eb
        .selectFrom('events')
        .whereRef('events.accountId', '=', 'accounts.id')
        .where('events.verb', '=', 'sign-in')
        .select('events.at')
        .orderBy('events.id', 'desc')
        .limit(1)
        .as('signedInAt'),
    )
    .orderBy(sql`lower(accounts.email)`)
    .execute()
}

function aligned(rows: readonly string[][]): string {
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column]))))
  const line = (row: string[]) =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell))).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}

/** In characters as people see them. */
function lengthOf(cell = ''): number {
  return [...new Intl.Segmenter().segment(cell)].length
}
