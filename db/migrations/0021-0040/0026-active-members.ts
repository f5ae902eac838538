import { type Kysely, sql } from 'kysely'

/** Teams also keep how many of their people are active: lists show these first, and counting a large team takes long. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table teams add column active_members integer not null default 0`.execute(db)
  await sql`
    create or replace function count_members() returns trigger language plpgsql as $$
    declare
      changes json;
    begin
      if tg_op = 'INSERT' then
        changes := (select json_agg(each) from (
          select unnest(teams) as id, count(*) as n, count(*) filter (where status = 'active') as active
          from added where trashed_at is null group by 1) each);
      elsif tg_op = 'DELETE' then
        changes := (select json_agg(each) from (
          select unnest(teams) as id, -count(*) as n, -count(*) filter (where status = 'active') as active
          from removed where trashed_at is null group by 1) each);
      else
        changes := (select json_agg(changed) from (
          select id, sum(by) as n, sum(by) filter (where status = 'active') as active from (
            select unnest(teams) as id, status, 1 as by from added where trashed_at is null
            union all
            select unnest(teams), status, -1 from removed where trashed_at is null) each
          group by id
          having sum(by) <> 0 or sum(by) filter (where status = 'active') <> 0) changed);
      end if;
      if changes is not null then
        update teams set members = members + n, active_members = active_members + coalesce(active, 0)
        from json_to_recordset(changes) as change (id integer, n integer, active integer)
        where teams.id = change.id;
      end if;
      return null;
    end $$`.execute(db)
  await sql`
    update teams set active_members = n
    from (
      select unnest(teams) as id, count(*) as n from users
      where trashed_at is null and status = 'active' group by 1) counted
    where counted.id = teams.id`.execute(db)
}
