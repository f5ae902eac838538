import { sql } from 'kysely'
import { accountState, recordAccounts } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { SelectionChanged } from '../errors.ts'
import { idIn } from '../id-in.ts'
import type { Actor } from '../policy.ts'
import type { Account } from '../tables.ts'
import type { Selection } from '../users/bulk.ts'
import { mostPeople } from '../users/limits.ts'
import { matching } from '../users/matches.ts'

/** People to make accounts for; `everyone` is everybody outside the trash who has no account. */
export type Invited = Selection | { everyone: true }

export const leftOutReasons = ['in-trash', 'has-account', 'no-email', 'email-taken'] as const

/** Why somebody gets no account. */
export type LeftOutReason = (typeof leftOutReasons)[number]

type Person = { id: number; name: string; email: string; isTrashed: boolean }

/** Those who get an account, or are left out for one reason: how many, and the first 20. */
type Group = { count: number; people: Person[] }

export type InvitePreview = {
  /** Of all chosen people; `mostPeople` + 1 means more than `mostPeople`. */
  chosen: number
  invited: Group
  leftOut: { reason: LeftOutReason; group: Group }[]
  /** Different as soon as anybody joins or leaves those who get an account, or has another email. */
  fingerprint: string
}

const peopleShown = 20

export async function previewInvite(db: Executor, invited: Invited): Promise<InvitePreview> {
  const { rows } = await sql<Group & { reason: LeftOutReason | null; fingerprint: string }>`
    select
      reason,
      count(*)::integer as count,
      jsonb_agg(
        jsonb_build_object('id', id, 'name', name, 'email', email, 'isTrashed', trashed_at is not null) order by place
      ) filter (where place <= ${peopleShown}) as people,
      encode(sha256(convert_to(string_agg(id || ' ' || email, ',' order by id), 'UTF8')), 'hex') as fingerprint
    from (
      select judged.*, row_number() over (partition by reason order by name_key, id) as place
      from (${judged(db, invited)}) judged
    ) placed
    group by reason`.execute(db)
  const of = (wanted: LeftOutReason | null) => rows.find(({ reason }) => reason === wanted)
  const groupOf = (wanted: LeftOutReason | null): Group => {
    const { count = 0, people = [] } = of(wanted) ?? {}
    return { count, people }
  }
  return {
    chosen: rows.reduce((sum, { count }) => sum + count, 0),
    invited: groupOf(null),
    leftOut: leftOutReasons
      .map((reason) => ({ reason, group: groupOf(reason) }))
      .filter(({ group }) => group.count > 0),
    fingerprint: of(null)?.fingerprint ?? '',
  }
}

/**
 * Makes an account of a viewer for each, linked to the person.
 * @param shown - the fingerprint of the people as they were shown
 * @throws SelectionChanged, also when somebody else invites one of them at the same time
 */
export async function invite(trx: Trx, invited: Invited, shown: string, actor: Actor): Promise<Account[]> {
  const preview = await previewInvite(trx, invited)
  if (preview.chosen > mostPeople || preview.fingerprint !== shown) throw new SelectionChanged()
  const accounts = await trx
    .insertInto('accounts')
    .columns(['email', 'role', 'userId'])
    .expression(
      sql`select email, 'viewer', id from (${judged(trx, invited)}) judged where reason is null order by id` as never,
    )
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .execute()
  if (accounts.length !== preview.invited.count) throw new SelectionChanged()
  await recordAccounts(
    trx,
    actor,
    accounts.map((account) => ({
      verb: 'create-account',
      accountId: account.id,
      after: accountState(account),
    })),
  )
  return accounts
}

/** The people, each with the reason why they are left out, or null. At most `mostPeople` + 1 of them. */
function judged(db: Executor, invited: Invited) {
  return chosenPeople(db, invited)
    .select(['id', 'name', 'nameKey', 'email', 'trashedAt'])
    .select(
      sql<LeftOutReason | null>`case
        when trashed_at is not null then 'in-trash'
        when ${hasAccount} then 'has-account'
        when email = '' then 'no-email'
        when exists (select from accounts where lower(accounts.email) = lower(users.email)) then 'email-taken'
      end`.as('reason'),
    )
    .limit(mostPeople + 1)
}

const hasAccount = sql<boolean>`exists (select from accounts where accounts.user_id = users.id)`

function chosenPeople(db: Executor, invited: Invited) {
  if ('ids' in invited) return db.selectFrom('users').where(idIn(invited.ids))
  if ('filters' in invited) return matching(db, { scope: 'untrashed', ...invited })
  return matching(db, { scope: 'untrashed' }).where((eb) => eb.not(hasAccount))
}
