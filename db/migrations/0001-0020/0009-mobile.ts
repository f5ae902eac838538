import { type Kysely, sql } from 'kysely'
import { digitsOf, replaceSearchTexts } from '../search-text.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users
      add column mobile text not null default ''
        constraint users_mobile_length check (char_length(mobile) <= 50),
      add column mobile_e164 text not null default ''
        constraint users_mobile_e164_form check (mobile_e164 ~ '^([+][1-9][0-9]{1,14})?$')`.execute(db)
  const directory = ['name', 'known_as', 'pronouns', 'job_title', 'team_names', 'location']
  await replaceSearchTexts(db, {
    contact_text: [...directory, 'email', digitsOf('phone'), 'phone_e164', digitsOf('mobile'), 'mobile_e164'],
  })
}
