import { type Kysely, sql } from 'kysely'

/** A number that stays when the token of a browser changes, so that guesses are counted for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table known_browsers add column id bigint generated always as identity`.execute(db)
}
