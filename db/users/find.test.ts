import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { add, alice, bob, db, grace } from '../testing/database.ts'
import { trash } from './edit.ts'
import { comparedTexts, findPeople, nameOfHolder } from './find.ts'

test('people are found by id and by e-mail without case, in the trash too', async () => {
  const [ada, ben, gone] = [await add(alice()), await add(bob()), await add(alice())]
  await transaction(db, (trx) => trash(trx, gone, grace))
  const emails = [ben.email, gone.email, 'nobody@example.com']
  const found = await findPeople(db, { ids: [ada.id], keys: { email: emails } })
  const keys = await comparedTexts(db, ['ADA@Example.com', ada.email])
  expect([...keys]).toEqual([
    ['ADA@Example.com', 'ada@example.com'],
    [ada.email, found.find(({ id }) => id === ada.id)?.keys.email],
  ])
  expect(found.map(({ id }) => id).sort((one, other) => one - other)).toEqual([ada.id, ben.id, gone.id])
})

test('people are found by a staff number without case, but for those in the trash', async () => {
  const number = randomUUID().toUpperCase()
  const [ada, gone] = [
    await add(alice({ staffNumber: number })),
    await add(bob({ staffNumber: `${number}x` })),
  ]
  await transaction(db, (trx) => trash(trx, gone, grace))
  const staffNumber = [number.toLowerCase(), `${number}x`.toLowerCase(), '']
  const found = await findPeople(db, { ids: [], keys: { staffNumber } })
  expect(found.map(({ id, keys }) => [id, keys.staffNumber])).toEqual([[ada.id, number.toLowerCase()]])
})

test('the holder of an email is the person outside the trash who has it, and of no email nobody', async () => {
  const gone = await add(alice())
  await transaction(db, (trx) => trash(trx, gone, grace))
  expect(await nameOfHolder(db, 'email', gone.email)).toBeUndefined()
  await add(bob({ name: 'Bob Two', email: gone.email }))
  expect(await nameOfHolder(db, 'email', gone.email.toUpperCase())).toBe('Bob Two')
  await add(bob({ email: '' }))
  expect(await nameOfHolder(db, 'email', '')).toBeUndefined()
})
