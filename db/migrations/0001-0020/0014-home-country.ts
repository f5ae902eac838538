import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table directory
      add column home_country text not null default ''
        constraint directory_home_country_form check (home_country ~ '^([A-Z]{2})?$')`.execute(db)
}
