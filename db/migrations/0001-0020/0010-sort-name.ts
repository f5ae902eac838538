import { type Kysely, sql } from 'kysely'
import { digitsOf, replaceSearchTexts } from '../search-text.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users add column sort_name text not null default ''
      constraint users_sort_name_length check (char_length(sort_name) <= 200)`.execute(db)
  const directory = ['name', 'known_as', 'pronouns', 'job_title', 'team_names', 'location', 'sort_name']
  const numbers = [digitsOf('phone'), 'phone_e164', digitsOf('mobile'), 'mobile_e164']
  await replaceSearchTexts(db, {
    directory_text: directory,
    contact_text: [...directory, 'email', ...numbers],
  })
}
