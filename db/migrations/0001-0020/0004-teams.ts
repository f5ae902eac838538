import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table teams (
      id integer generated always as identity primary key,
      name text not null constraint teams_name_length check (char_length(name) between 1 and 100),
      version integer not null default 1,
      members integer not null default 0
    )`.execute(db)
  await sql`create unique index teams_name_key on teams (fold(name))`.execute(db)
  // Team ids are in the row of a user, so that lists, versions and events need no join. Their names are there too, as
  // JSON and as text, because the generated search columns can only read their own row.
  await sql`
    alter table users
      add column teams integer[] not null default '{}'
        constraint users_teams_length check (cardinality(teams) <= 50),
      add column named_teams json not null default '[]',
      add column team_names text not null default ''`.execute(db)
  // Without fastupdate, because each search would read the whole list of pending entries.
  await sql`create index users_by_team on users using gin (teams) with (fastupdate = off)`.execute(db)
  await keepTeamNames(db)
  await countMembers(db)
  await sql`
    create index users_inactive on users (updated_at desc, id desc)
    where trashed_at is null and status = 'inactive'`.execute(db)
  await sql`create index events_of_users_revision on events (revision) where user_id is not null`.execute(db)
  // For imports, which find people in the trash by email and restore them.
  await sql`create index users_trashed_email on users (lower(email)) where trashed_at is not null`.execute(db)
}

async function keepTeamNames(db: Kysely<unknown>): Promise<void> {
  await createNameTeams(db)
  await sql`
    create trigger users_join_teams before insert on users
    for each row when (new.teams <> '{}') execute function name_teams()`.execute(db)
  await sql`
    create trigger users_change_teams before update of teams on users
    for each row execute function name_teams()`.execute(db)
}

/** Checks that the teams exist, removes duplicates, sorts the ids, and writes the names. */
export async function createNameTeams(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function name_teams() returns trigger language plpgsql as $$
    declare
      wanted integer;
    begin
      wanted := (select count(distinct id) from unnest(new.teams) id);
      select
        coalesce(array_agg(id order by id), '{}'),
        '[' || coalesce(
          string_agg('{"id":' || id || ',"name":' || to_json(name) || '}', ',' order by fold(name) collate "C", id),
          '') || ']',
        coalesce(string_agg(name, E'\n' order by id), '')
      into new.teams, new.named_teams, new.team_names from teams where id = any (new.teams);
      if cardinality(new.teams) <> wanted then
        raise exception 'a team does not exist' using errcode = 'foreign_key_violation', constraint = 'users_teams_exist';
      end if;
      return new;
    end $$`.execute(db)
}

/** Counts the people outside the trash of each team, because counting a million rows takes long. */
async function countMembers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function count_members() returns trigger language plpgsql as $$
    declare
      changes jsonb;
    begin
      if tg_op = 'INSERT' then
        changes := (select jsonb_object_agg(id, n) from (
          select unnest(teams) as id, count(*) as n from added where trashed_at is null group by 1) each);
      elsif tg_op = 'DELETE' then
        changes := (select jsonb_object_agg(id, -n) from (
          select unnest(teams) as id, count(*) as n from removed where trashed_at is null group by 1) each);
      else
        changes := (select jsonb_object_agg(id, n) from (
          select id, sum(by) as n from (
            select unnest(teams) as id, 1 as by from added where trashed_at is null
            union all
            select unnest(teams), -1 from removed where trashed_at is null) each
          group by id having sum(by) <> 0) changed);
      end if;
      if changes is not null then
        update teams set members = members + (changes ->> id::text)::integer where changes ? id::text;
      end if;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger users_counted_in after insert on users referencing new table as added
    for each statement execute function count_members()`.execute(db)
  await sql`
    create trigger users_counted_out after delete on users referencing old table as removed
    for each statement execute function count_members()`.execute(db)
  await sql`
    create trigger users_counted_anew after update on users
    referencing old table as removed new table as added
    for each statement execute function count_members()`.execute(db)
}
