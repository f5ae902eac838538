import { type RawBuilder, sql } from 'kysely'
import { type UniqueField, uniqueFields } from '../user-fields.ts'
import { besideColumns } from './kinds.ts'

/**
 * Whether a change can be undone for one person. 'free': yes. 'changed': a later write changed them. 'erased'. 'taken'
 * with a field: somebody else now has the value that they would get back. 'same': undoing would change nothing, apart
 * from deleted teams.
 */
export type Standing = 'free' | 'changed' | 'erased' | Taken | 'same'
export type Taken = `taken ${UniqueField}`

/** @param person - only this one of the people whom the write changed */
export function standings(revision: number, person?: number) {
  return sql`
    select
      events.user_id as id,
      users.name,
      users.name_key,
      users.email,
      users.trashed_at is not null as is_trashed,
      events.verb,
      events.before,
      case
        when users.id is null then 'erased'
        when users.version <> events.version then 'changed'
        when events.verb in ('update', 'revert') and ${typed('before')} = ${typed('after')} and ${
          teamsBefore
        } = users.teams then 'same'
        ${sql.join(
          uniqueFields.map((field) => whenTaken(field, revision, person)),
          sql` `,
        )}
        else 'free'
      end as standing
    from events left join users on users.id = events.user_id
    where events.revision = ${revision} and ${
      person === undefined ? sql`events.user_id is not null` : sql`events.user_id = ${person}`
    }`
}

/** Of rows of `standings` with a taken value. */
export const holderName = sql`coalesce(${sql.join(
  uniqueFields.map((field) => {
    const standing: Taken = `taken ${field}`
    return sql`(
      select other.name from users other
      where standing = ${sql.lit(standing)} and other.trashed_at is null and ${hasValue(field, sql.ref('before'))}
      limit 1)`
  }),
)})`

/** Whether the row `other` has the value that a person had: an email in either form of its domain. */
function hasValue(field: UniqueField, before: RawBuilder<unknown>) {
  const columns = field === 'email' ? (['email', 'emailAscii'] as const) : ([field] as const)
  const same = columns.map((column) => {
    const theirs = sql.ref(`other.${column}`)
    return sql`(${theirs} <> '' and lower(${theirs}) = lower(${before} ->> ${sql.lit(column)}))`
  })
  return sql`(${sql.join(same, sql` or `)})`
}

/** What follows from the values alone cannot be undone alone. */
function typed(state: 'before' | 'after') {
  return sql`${sql.ref(`events.${state}`)} - ${sql.lit(`{${['teams', ...besideColumns].join(',')}}`)}::text[]`
}

function whenTaken(field: UniqueField, revision: number, person: number | undefined) {
  const taken: Taken = `taken ${field}`
  // Undoing all also trashes those whom this write added or restored.
  const others = sql`
    and not exists (
      select from events own
      where own.user_id = other.id and own.version = other.version and own.revision = ${revision}
        and own.verb in ('create', 'restore'))`
  return sql`
    when (events.verb = 'trash' or events.verb in ('update', 'revert') and users.trashed_at is null) and exists (
      select from users other
      where other.trashed_at is null and other.id <> users.id
        and ${hasValue(field, sql.ref('events.before'))}
        ${person === undefined ? others : sql``}
    ) then ${sql.lit(taken)}`
}

const teamsBefore = sql`coalesce((
  select array_agg(teams.id order by teams.id)
  from jsonb_array_elements_text(coalesce(events.before -> 'teams', to_jsonb(users.teams))) former (id)
  join teams on teams.id = former.id::integer), '{}')`
