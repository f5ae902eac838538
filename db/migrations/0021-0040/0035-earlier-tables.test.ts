import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openOwnDatabase } from '../../testing/database.ts'
import { up } from './0035-earlier-tables.ts'

test('tables without parts that earlier migrations lacked get them, and others keep what is in them', async () => {
  const { db, close } = await openOwnDatabase()
  const parts = async () => {
    const { rows } = await sql<{ definition: string }>`
      select concat_ws(' ', table_name, column_name, is_nullable, column_default) as definition
      from information_schema.columns where table_schema = 'public'
      union all select indexdef from pg_indexes where schemaname = 'public' order by 1`.execute(db)
    return rows.map(({ definition }) => definition)
  }
  const complete = await parts()
  await sql`alter table sign_in_links drop column used_by`.execute(db)
  await sql`alter table imports drop column refused`.execute(db)
  await sql`alter table events alter column after set not null`.execute(db)
  await sql`drop index users_trash`.execute(db)
  expect(await parts()).not.toEqual(complete)
  await up(db as never)
  expect(await parts()).toEqual(complete)

  await sql`
    with account as (insert into accounts (email, role) values ('ada@example.com', 'admin') returning id)
    insert into sign_in_links (token_hash, account_id, browser_hash, next, used_by, expires_at)
    select 'hash', id, 'browser', '/', 'form', now() from account`.execute(db)
  await up(db as never)
  const { rows } = await sql`select used_by from sign_in_links`.execute(db)
  expect(rows).toEqual([{ usedBy: 'form' }])
  await close()
})
