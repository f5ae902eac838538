import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openOwnDatabase } from '../testing/database.ts'
import { up } from './0035-used-links.ts'

test('a directory that lacks the column gets it, and one that has it keeps what is in it', async () => {
  const { db, close } = await openOwnDatabase()
  const used = () => sql`select used_by from sign_in_links`.execute(db)
  await sql`alter table sign_in_links drop column used_by`.execute(db)
  await expect(used()).rejects.toThrow('used_by')
  await up(db as never)
  await sql`
    with account as (insert into accounts (email, role) values ('ada@example.com', 'admin') returning id)
    insert into sign_in_links (token_hash, account_id, browser_hash, next, used_by, expires_at)
    select 'hash', id, 'browser', '/', 'form', now() from account`.execute(db)
  await up(db as never)
  expect((await used()).rows).toEqual([{ usedBy: 'form' }])
  await close()
})
