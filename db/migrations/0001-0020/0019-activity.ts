import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table events add column origin text
      constraint events_origin_known check (origin in ('form', 'bulk', 'import', 'undo', 'command'))`.execute(
    db,
  )
  await createDeeds(db)
  await letOldEventsGo(db)
  await sql`
    alter table directory add column time_zone text not null default ''
      constraint directory_time_zone_length check (char_length(time_zone) <= 100)`.execute(db)
}

/**
 * One row for each write, so that a page of the timeline costs the same however many people a write changed. A trigger
 * keeps it, because the previous release writes events, too.
 */
async function createDeeds(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table deeds (
      id bigint primary key,
      at timestamptz(3) not null,
      actor text not null,
      actor_id integer,
      area text not null constraint deeds_area_known check (area in ('people', 'teams', 'accounts')),
      verb text not null,
      origin text,
      revision bigint constraint deeds_revision_key unique,
      people integer not null,
      file_name text not null default ''
    )`.execute(db)
  await sql`insert into deeds (${columns}) ${deedsIn('events', derivedOrigin)}`.execute(db)
  await sql`
    update deeds set origin = 'import', verb = 'import', file_name = imports.file_name
    from imports where imports.revision = deeds.revision and imports.state = 'done'`.execute(db)
  await sql`create index deeds_by_time on deeds (at, id)`.execute(db)
  await sql`create index deeds_of_directory on deeds (at, id) where area <> 'accounts'`.execute(db)
  await sql`create index deeds_by_actor on deeds (actor_id, at, id)`.execute(db)
  await sql`create index deeds_by_verb on deeds (verb, at, id)`.execute(db)
  await sql`
    create function note_deeds() returns trigger language plpgsql as $$
    begin
      insert into deeds (${columns}) ${deedsIn('added', sql`min(origin)`)}
      -- A large write adds its events in several statements.
      on conflict (revision) do update set
        people = deeds.people + excluded.people,
        verb = case when deeds.verb = excluded.verb then deeds.verb else 'update' end;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger events_noted after insert on events referencing new table as added
    for each statement execute function note_deeds()`.execute(db)
}

const columns = sql.raw('id, at, actor, actor_id, area, verb, origin, revision, people')

/** The events of a revision are one deed, and every other event is one of its own. */
function deedsIn(events: string, origin: ReturnType<typeof sql>) {
  const verb = sql`case when min(verb) = max(verb) then min(verb) else 'update' end`
  return sql`
    select id, at, actor, actor_id, 'people',
      case when origin in ('import', 'undo') then origin else verb end, origin, revision, people
    from (
      select min(id) as id, min(at) as at, min(actor) as actor, min(actor_id) as actor_id, ${verb} as verb,
        ${origin} as origin, revision, count(*) as people
      from ${sql.table(events)} where user_id is not null group by revision
    ) written
    union all
    select id, at, actor, actor_id,
      case when verb in ('create-team', 'rename-team', 'delete-team') then 'teams' else 'accounts' end,
      verb, null, null, 0
    from ${sql.table(events)} where user_id is null`
}

/** Of older events, where it is certain: only imports added several people, and only undoing changed several back. */
const derivedOrigin = sql`
  case
    when min(actor_id) is null then 'command'
    when count(*) > 1 and bool_or(verb = 'revert') then 'undo'
    when count(*) > 1 and bool_or(verb = 'create') then 'import'
    when count(*) > 1 and bool_and(verb = 'trash') then 'bulk'
    when bool_and(verb = 'erase') then 'form'
  end`

/** Events can be deleted by a transaction that says so, once they are a day old. */
async function letOldEventsGo(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function keep_event() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and new.before is null and new.after is null
        and to_jsonb(new) - 'before' - 'after' = to_jsonb(old) - 'before' - 'after' then
        return new;
      end if;
      if tg_op = 'DELETE' and old.at < now() - interval '1 day'
        and current_setting('rollcall.clears_events', true) = 'on' then
        return old;
      end if;
      raise exception 'events are kept as they were written';
    end $$`.execute(db)
}
