import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ValueTaken } from '../errors.ts'
import { add, alice, bob, db } from '../testing/database.ts'
import { toAscii } from './email.ts'
import { findPeople, nameOfHolder } from './find.ts'

test.each([
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['Ada@XN--BCHER-KVA.example', 'Ada@xn--bcher-kva.example'],
  ['ada@example.com', ''],
  ['ådå@example.com', ''],
  ['ada@', ''],
  ['', ''],
])('%j is %j in ASCII', (email, ascii) => {
  expect(toAscii(email)).toBe(ascii)
})

test('a domain in both forms is one email, whichever was typed first', async () => {
  const local = randomUUID()
  const [typed, ascii] = [`${local}@bücher.example`, `${local}@XN--bcher-kva.example`]
  const ada = await add(alice({ email: typed }))
  expect(ada.email).toBe(typed)
  await expect(add(bob({ email: ascii }))).rejects.toThrow(ValueTaken)
  expect(await nameOfHolder(db, 'email', ascii)).toBe(ada.name)
  const found = await findPeople(db, { ids: [], keys: { email: [ascii.toLowerCase()] } })
  expect(found).toMatchObject([{ id: ada.id, keys: { email: ascii.toLowerCase() } }])
})
