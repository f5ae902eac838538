import { afterAll, expect, test } from 'vitest'
import { transaction } from '#db/database.ts'
import { alice, grace, openOwnDatabase } from '#db/testing/database.ts'
import { create } from '#db/users/edit.ts'
import { knownTo } from './known-people.server.ts'
import type { ReadRow } from './read-rows.server.ts'

const { db, close } = await openOwnDatabase()
afterAll(close)

function row(number: number, cells: ReadRow['cells'], phones: string[] = []): ReadRow {
  return { row: { number, cells: [] }, cells, phones, leftOut: [], surplus: '', strange: undefined }
}

test('people are found for the first and the last of many rows, and what two of them share is known', async () => {
  const person = await transaction(db, (trx) => create(trx, alice(), grace))
  const others = Array.from({ length: 2_600 }, (_, n) => row(n + 3, { name: `Somebody ${n}` }))
  const email = person.email.toUpperCase()
  const phone = '+441632960001'
  const rows = [row(2, { email }, [phone, phone]), ...others, row(2_800, { email, name: person.name })]
  const { people, keys } = await knownTo(db, rows)
  expect(people.map(({ id }) => id)).toEqual([person.id])
  expect(keys.texts.get(email)).toBe(person.email)
  expect(keys.names.size).toBe(2_601)
  expect([...keys.shared]).toEqual([person.email])
})
