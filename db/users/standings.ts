import { sql } from 'kysely'
import { type UniqueField, uniqueFields } from '../user-fields.ts'

/**
 * Whether a change can be undone for one person. 'free': yes. 'changed': a later write changed them. 'erased'. 'taken'
 * with a field: somebody else now has the value that they would get back. 'same': undoing would change nothing, apart
 * from deleted teams.
 */
export type Standing = 'free' | 'changed' | 'erased' | Taken | 'same'
export type Taken = `taken ${UniqueField}`

export function standings(revision: number) {
  return sql`
    select
      events.user_id as id,
      users.name,
      users.name_key,
      users.email,
      events.verb,
      events.before,
      case
        when users.id is null then 'erased'
        when users.version <> events.version then 'changed'
        when events.verb in ('update', 'revert') and events.before - 'teams' = events.after - 'teams' and ${
          teamsBefore
        } = users.teams then 'same'
        ${sql.join(
          uniqueFields.map((field) => whenTaken(field, revision)),
          sql` `,
        )}
        else 'free'
      end as standing
    from events left join users on users.id = events.user_id
    where events.revision = ${revision} and events.user_id is not null`
}

function whenTaken(field: UniqueField, revision: number) {
  const theirs = sql.ref(`other.${field}`)
  const taken: Taken = `taken ${field}`
  return sql`
    when (events.verb = 'trash' or events.verb in ('update', 'revert') and users.trashed_at is null) and exists (
      select from users other
      where other.trashed_at is null and other.id <> users.id
        and ${theirs} <> '' and lower(${theirs}) = lower(events.before ->> ${sql.lit(field)})
        -- Undoing also trashes those whom this write added or restored.
        and not exists (
          select from events own
          where own.user_id = other.id and own.version = other.version and own.revision = ${revision}
            and own.verb in ('create', 'restore'))
    ) then ${sql.lit(taken)}`
}

const teamsBefore = sql`coalesce((
  select array_agg(teams.id order by teams.id)
  from jsonb_array_elements_text(coalesce(events.before -> 'teams', to_jsonb(users.teams))) former (id)
  join teams on teams.id = former.id::integer), '{}')`
