import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table events add column network text
      constraint events_network_length check (char_length(network) <= 45)`.execute(db)
  await sql`create index events_with_network on events (at) where network is not null`.execute(db)
  await letValuesGo(db)
  // Ids of accounts are 0 where there is none.
  await sql`
    create table refusals (
      verb text not null,
      account_id integer not null,
      actor_id integer not null,
      since timestamptz(3) not null default now(),
      count integer not null default 1,
      omitted integer not null default 0,
      network text,
      primary key (verb, account_id, actor_id)
    )`.execute(db)
  await nameMakers(db)
  await sql`
    alter table directory
      add column security_contact text not null default ''
        constraint directory_security_contact_length check (char_length(security_contact) <= 2000),
      add column security_policy text not null default ''
        constraint directory_security_policy_length check (char_length(security_policy) <= 2000)`.execute(db)
}

/** An event can lose its values and its network, and nothing else of it changes. */
async function letValuesGo(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function keep_event() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE'
        and (new.before is null or new.before is not distinct from old.before)
        and (new.after is null or new.after is not distinct from old.after)
        and (new.network is null or new.network is not distinct from old.network)
        and to_jsonb(new) - 'before' - 'after' - 'network' = to_jsonb(old) - 'before' - 'after' - 'network' then
        return new;
      end if;
      if tg_op = 'DELETE' and old.at < now() - interval '1 day'
        and current_setting('rollcall.clears_events', true) = 'on' then
        return old;
      end if;
      raise exception 'events are kept as they were written';
    end $$`.execute(db)
}

/** Ids of accounts, which stay when an account is erased; null where no event says it. */
async function nameMakers(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tokens add column made_by integer`.execute(db)
  await sql`
    update tokens set made_by = made.actor_id from events made
    where made.user_id is null and made.verb = 'create-token' and made.after ->> 'token' = tokens.id::text`.execute(
    db,
  )
  // Earlier releases made tokens of two years. Their owners get a month to replace them.
  await sql`
    update tokens
    set expires_at = least(expires_at, greatest(created_at + interval '365 days', now() + interval '30 days'))`.execute(
    db,
  )
}
