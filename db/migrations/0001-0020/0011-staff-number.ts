import { type Kysely, sql } from 'kysely'
import { digitsOf, replaceSearchTexts } from '../search-text.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users add column staff_number text not null default ''
      constraint users_staff_number_length check (char_length(staff_number) <= 100)`.execute(db)
  await sql`
    create unique index users_staff_number_key on users (lower(staff_number))
    where trashed_at is null and staff_number <> ''`.execute(db)
  const directory = [
    'name',
    'known_as',
    'pronouns',
    'job_title',
    'team_names',
    'location',
    'sort_name',
    'staff_number',
  ]
  const numbers = [digitsOf('phone'), 'phone_e164', digitsOf('mobile'), 'mobile_e164']
  await replaceSearchTexts(db, {
    directory_text: directory,
    contact_text: [...directory, 'email', ...numbers],
  })
}
