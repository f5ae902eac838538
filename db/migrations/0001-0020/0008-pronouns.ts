import { type Kysely, sql } from 'kysely'
import { digitsOf, replaceSearchTexts } from '../search-text.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users add column pronouns text not null default ''
      constraint users_pronouns_length check (char_length(pronouns) <= 50)`.execute(db)
  const anyone = ['name', 'known_as', 'pronouns', 'job_title', 'team_names']
  await replaceSearchTexts(db, {
    public_text: anyone,
    directory_text: [...anyone, 'location'],
    contact_text: [...anyone, 'location', 'email', digitsOf('phone'), 'phone_e164'],
  })
}
