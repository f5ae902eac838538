import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database.ts'
import type { StaleVersion } from '../errors.ts'

export type Changed = {
  /** The name of the person, or the email of the account; null when the account was erased. */
  actor: string | null
  at: Date
  before: Record<string, unknown> | null
}

/** The changes of a record after a version, newest first; of many, the newest. */
export async function changesSince(
  db: Executor,
  { noun, id, version }: StaleVersion['current'],
  since: number,
): Promise<Changed[]> {
  const limit = Math.min(version - since, mostChanges)
  if (!(limit > 0)) return []
  const { rows } = await sql<Changed>`
    select
      coalesce(own.name, actors.email, case when events.actor_id is null then events.actor end) as actor,
      events.at, events.before
    from events
    left join accounts actors on actors.id = events.actor_id
    left join users own on own.id = actors.user_id
    where ${about[noun](id, since)}
    order by events.id desc
    limit ${limit}`.execute(db)
  return rows
}

const mostChanges = 20

// Events about teams and settings have no version. Each of these raised it by one.
const about: Record<StaleVersion['current']['noun'], (id: number, since: number) => RawBuilder<unknown>> = {
  user: (id, since) => sql`events.user_id = ${id} and events.version > ${since}`,
  account: (id, since) => sql`events.account_id = ${id} and (events.after ->> 'version')::integer > ${since}`,
  team: (id) =>
    sql`events.user_id is null and events.verb = 'rename-team' and events.after ->> 'team' = ${String(id)}`,
  settings: () => sql`events.user_id is null and events.verb = 'change-settings'`,
}
