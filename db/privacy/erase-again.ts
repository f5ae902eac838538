import { type RawBuilder, sql } from 'kysely'
import type { Trx } from '../database.ts'
import type { Actor } from '../policy.ts'
import { nextRevision } from '../revision.ts'
import { findAnywhere } from '../users/find.ts'
import * as account from './erase-account.ts'
import * as user from './erase-user.ts'

type Gone = { id: number; at: string }

/**
 * Erases those of a restored backup who were erased after it was made. All of them are one write, and the last admin is
 * erased as well.
 * @param actor - of the events
 */
export async function eraseAgain(
  trx: Trx,
  { people, accounts }: { people: readonly Gone[]; accounts: readonly Gone[] },
  actor: Actor,
): Promise<{ people: number; accounts: number }> {
  const ids = await present(trx, 'users', people)
  const found = await trx
    .selectFrom('accounts')
    .select(['id', 'email'])
    .where((eb) =>
      eb.or([
        sql<boolean>`user_id = any(${ids}::integer[])`,
        sql<boolean>`id in (${presentIn('accounts', accounts)})`,
      ]),
    )
    .execute()
  for (const each of found) await account.eraseRow(trx, each, actor)
  const revision = ids.length > 0 ? await nextRevision(trx) : 0
  for (const id of ids) {
    const person = await findAnywhere(trx, id)
    if (person) await user.eraseRow(trx, person, { revision, actor, origin: 'command' })
  }
  await passBy(trx, 'users_id_seq', people)
  await passBy(trx, 'accounts_id_seq', accounts)
  return { people: ids.length, accounts: found.length }
}

async function present(trx: Trx, table: 'users', gone: readonly Gone[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`${presentIn(table, gone)} order by 1`.execute(trx)
  return rows.map(({ id }) => id)
}

/** After an earlier restore, somebody newer may have the same id. */
function presentIn(table: 'users' | 'accounts', gone: readonly Gone[]): RawBuilder<{ id: number }> {
  return sql`
    select present.id from ${sql.table(table)} present
    join jsonb_to_recordset(${JSON.stringify(gone)}) as gone (id integer, at timestamptz) using (id)
    where present.created_at <= gone.at`
}

/** So that nobody gets an id of the list. */
async function passBy(trx: Trx, sequence: string, gone: readonly Gone[]): Promise<void> {
  const highest = Math.max(0, ...gone.map(({ id }) => id))
  await sql`select setval(${sequence}, ${highest}) from ${sql.table(sequence)} where last_value <= ${highest}`.execute(
    trx,
  )
}
