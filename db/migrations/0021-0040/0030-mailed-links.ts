import { type Kysely, sql } from 'kysely'

/**
 * `browser_hash`: of the browser that asked. `used_by`: the rendered form that signed in. `by_proxy`: whether the header of a trusted proxy began the session.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_in_links (
      token_hash text primary key,
      account_id integer not null references accounts (id) on delete cascade,
      browser_hash text not null,
      next text not null,
      used_by text,
      expires_at timestamptz(3) not null
    )`.execute(db)
  await sql`create index sign_in_links_account_id on sign_in_links (account_id)`.execute(db)
  await sql`create index sign_in_links_browser_hash on sign_in_links (browser_hash)`.execute(db)
  await sql`alter table sessions add column by_proxy boolean not null default false`.execute(db)
  await sql`alter table directory add column mailed_links boolean not null default false`.execute(db)
}
