import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { openOwnDatabase } from '../testing/database.ts'
import { type Choices, recall, remember } from './remembered.ts'

// A separate database, because only so many are remembered in each.
const { db, close } = await openOwnDatabase()
afterAll(close)

const keep = (head: string[], choices: Choices) => transaction(db, (trx) => remember(trx, head, choices))

test('the last choices for the same names of columns, in their order, are remembered', async () => {
  const head = ['Nombre', 'Correo']
  expect(await recall(db, head)).toBeUndefined()
  await keep(head, { columns: ['name', 'email'], blanks: 'keep' })
  await keep(head, { columns: ['name', 'leave'], blanks: 'clear' })
  expect(await recall(db, head)).toEqual({ columns: ['name', 'leave'], blanks: 'clear' })
  for (const other of [['Correo', 'Nombre'], ['Nombre'], ['nombre', 'Correo'], ['Nombre,Correo'], []])
    expect(await recall(db, other)).toBeUndefined()
})

test('the names of columns are not kept, which may be those of a person by mistake', async () => {
  await keep(['Ada Lovelace', 'ada@example.com'], { columns: ['name', 'email'] })
  const rows = JSON.stringify(await db.selectFrom('rememberedColumns').selectAll().execute())
  expect(rows).not.toMatch(/Ada|ada@/)
})

test('what was used last of more than 500 is remembered', async () => {
  await sql`delete from remembered_columns`.execute(db)
  await keep(['first'], { columns: ['name'] })
  await keep(['second'], { columns: ['email'] })
  await sql`
    insert into remembered_columns (head_hash, choices, used_at)
    select 'hash ' || n, '{"columns": []}', now() - interval '1 hour' from generate_series(1, 498) n`.execute(
    db,
  )
  await sql`update remembered_columns set used_at = now() - interval '2 hours' where choices->'columns' ? 'name'`.execute(
    db,
  )
  // Choosing once more counts as use.
  await keep(['first'], { columns: ['name'] })
  await sql`update remembered_columns set used_at = now() - interval '2 hours' where choices->'columns' ? 'email'`.execute(
    db,
  )
  await keep(['third'], { columns: ['phone'] })
  const { count } = await db
    .selectFrom('rememberedColumns')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  expect(count).toBe(500)
  expect(await recall(db, ['first'])).toEqual({ columns: ['name'] })
  expect(await recall(db, ['second'])).toBeUndefined()
  expect(await recall(db, ['third'])).toEqual({ columns: ['phone'] })
})
