import { type Kysely, sql } from 'kysely'

/** `confirmed_at`: the last proof of who somebody is. Sessions that are open already have to give a new one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sessions add column confirmed_at timestamptz(3) not null default now()`.execute(db)
  await sql`update sessions set confirmed_at = created_at`.execute(db)
  await sql`alter table directory add column admins_need_second_factor boolean not null default false`.execute(
    db,
  )
}
