import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import type { Deed, Snapshot, UserEvent } from '../tables.ts'
import type { NamedEvent } from './account-events.ts'
import { shownNetwork } from './networks.ts'

/** An actor is the id of an account, or the machine. The times are from the first to before the second. */
export type DeedFilters = {
  /** Of one write. */
  revision?: number | undefined
  people?: readonly number[] | undefined
  actor?: number | 'machine' | undefined
  verb?: Deed['verb'] | undefined
  from?: Date | undefined
  until?: Date | undefined
}

type Options = {
  /** Deeds about accounts, tokens and settings are for admins. */
  withAccounts: boolean
  filters: DeedFilters
  /** The id of a deed: only those before it. */
  before?: number | undefined
  limit: number
}

/** A deed with its first event. */
export type ShownDeed = Deed & {
  /** The name of its person or its email, if the account still exists. */
  actor: string
  /** Of the first event about a user. */
  userId: number | null
  name: string | null
  isTrashed: boolean
  /** The one person whom it changed has not been changed since. */
  isLatest: boolean
  before: Snapshot | null
  after: Snapshot | null
  /** What an event about accounts or teams needs to be shown. */
  accountId: number | null
  subject: string | null
  /** Of its first event; null where `withAccounts` is false. */
  network: string | null
}

/** Newest first. */
export async function timeline(db: Executor, options: Options): Promise<ShownDeed[]> {
  const { rows } = await timelineQuery(options).execute(db)
  return rows
}

export function timelineQuery({ withAccounts, filters, before, limit }: Options) {
  const { revision, actor, verb, from, until, people } = filters
  const conditions = [
    ...(withAccounts ? [] : [sql`deeds.area <> 'accounts'`]),
    ...(actor === undefined
      ? []
      : [actor === 'machine' ? sql`deeds.actor_id is null` : sql`deeds.actor_id = ${actor}`]),
    ...(revision ? [sql`deeds.revision = ${revision}`] : []),
    ...(verb ? [sql`deeds.verb = ${verb}`] : []),
    ...(from ? [sql`deeds.at >= ${from}`] : []),
    ...(until ? [sql`deeds.at < ${until}`] : []),
    ...(before ? [sql`(deeds.at, deeds.id) < ((select at from deeds where id = ${before}), ${before})`] : []),
  ]
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  return sql<ShownDeed>`
    select
      deeds.*,
      coalesce(own.name, actors.email, deeds.actor) as actor,
      events.user_id, users.name, users.trashed_at is not null as is_trashed, coalesce(users.version = events.version, false) as is_latest,
      ${withAccounts ? shownNetwork : sql`null`} as network,
      events.before, events.after, events.account_id, subjects.email as subject
    from (
      select deeds.* from ${people ? deedsAbout(people) : sql`deeds`} ${where}
      order by deeds.at desc, deeds.id desc limit ${limit}
    ) deeds
    join events on events.id = deeds.id
    left join users on users.id = events.user_id
    left join accounts actors on actors.id = deeds.actor_id
    left join users own on own.id = actors.user_id
    left join accounts subjects on subjects.id = events.account_id
    order by deeds.at desc, deeds.id desc`
}

/** From the few events of these people, so that the cost does not follow from the length of the timeline. */
function deedsAbout(people: readonly number[]) {
  return sql`(
    select found.* from (select distinct revision from events where user_id = any(${people}::integer[])) about
    cross join lateral (select * from deeds where deeds.revision = about.revision offset 0) found
  ) deeds`
}

/** As `AccountEvent` shows it. */
export function accountEventOf(deed: ShownDeed): NamedEvent {
  const { fileName: _, people: __, name: ___, isLatest: ____, area: _____, ...event } = deed
  return { ...event, userId: null, version: null } as NamedEvent
}

/** The events of a write in the order of ids of users: at most `limit`, all after the user `after`. */
export async function eventsOfDeed(
  db: Executor,
  revision: number,
  limit: number,
  after = 0,
): Promise<(UserEvent & { name: string | null; isLatest: boolean })[]> {
  return db
    .selectFrom('events')
    .leftJoin('users', 'users.id', 'events.userId')
    .selectAll('events')
    .select('users.name')
    .select(sql<boolean>`coalesce(users.version = events.version, false)`.as('isLatest'))
    .select(sql<string | null>`null`.as('network'))
    .where('events.revision', '=', revision)
    .where('events.userId', '>', after)
    .orderBy('events.userId')
    .limit(limit)
    .$narrowType<UserEvent>()
    .execute()
}
