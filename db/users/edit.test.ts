import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { NotFound, StaleVersion, ValueTaken } from '../errors.ts'
import { parseId } from '../ids.ts'
import { revision } from '../revision.ts'
import type { User } from '../tables.ts'
import { add, alice, bob, db, eventsOf, grace } from '../testing/database.ts'
import { create, createMany, trash, update } from './edit.ts'
import { find, findPublic, userColumns } from './find.ts'
import { snapshot } from './snapshot.ts'

const change = (user: User, values = alice()) => transaction(db, (trx) => update(trx, user, values, grace))
const remove = (user: User) => transaction(db, (trx) => trash(trx, user, grace))

test('each write gives the row one more version and the audit one event, and raises the revision', async () => {
  const created = await add(alice())
  const changed = await change(created, bob())
  const trashed = await remove(changed)

  expect([created, changed, trashed].map(({ version }) => version)).toEqual([1, 2, 3])
  expect(await db.selectFrom('users').select(userColumns).where('id', '=', created.id).execute()).toEqual([
    trashed,
  ])
  const events = await eventsOf(created.id)
  expect(events).toMatchObject([
    { actor: 'Grace', verb: 'create', version: 1, before: null, after: snapshot(created) },
    { actor: 'Grace', verb: 'update', version: 2, before: snapshot(created), after: snapshot(changed) },
    { actor: 'Grace', verb: 'trash', version: 3, before: snapshot(changed), after: snapshot(trashed) },
  ])
  const revisions = events.map((event) => Number(event.revision))
  expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b))
  expect(await revision(db)).toBeGreaterThanOrEqual(revisions[2] ?? Number.NaN)
})

test('a user is kept as typed, with the phone number in E.164 beside it', async () => {
  const typed = alice({ phone: '+44 (20) 7946-0018', about: 'Tab\there, \\u0041, "quotes" and 😀\nnew line' })
  const user = await add(typed)
  expect(user).toMatchObject({ ...typed, phoneE164: '+442079460018', trashedAt: null })
  expect(await change(user, { ...typed, phone: '' })).toMatchObject({ phone: '', phoneE164: '' })
})

test('a transaction that fails after its writes leaves neither row nor event', async () => {
  const before = await add(bob())
  const lost = alice()
  let id = 0
  const failing = transaction(db, async (trx) => {
    id = (await create(trx, lost, grace)).id
    await update(trx, before, bob(), grace)
    throw new Error('later step')
  })
  await expect(failing).rejects.toThrow('later step')
  expect(await db.selectFrom('users').select(userColumns).where('email', '=', lost.email).execute()).toEqual(
    [],
  )
  expect(await eventsOf(id)).toEqual([])
  expect(await find(db, before.id)).toEqual(before)
  expect(await eventsOf(before.id)).toHaveLength(1)
})

test('two users cannot share an e-mail in any case', async () => {
  const user = await add(alice())
  const shouted = user.email.toUpperCase()
  await expect(add(bob({ email: shouted }))).rejects.toThrow(ValueTaken)
  await expect(change(await add(bob()), bob({ email: shouted }))).rejects.toThrow(ValueTaken)
  expect(await change(user, alice({ email: shouted }))).toMatchObject({ email: shouted })
})

test('case is that of every script', async () => {
  const email = `zoë-łucja-${randomUUID()}@example.com`
  await add(alice({ email }))
  await expect(add(bob({ email: email.toUpperCase() }))).rejects.toThrow(ValueTaken)
})

test('of many users with one e-mail twice, none is added', async () => {
  const people = [bob(), alice({ email: `TWIN-${randomUUID()}@example.com` })]
  people.push(bob({ email: people[1]?.email.toLowerCase() ?? '' }))
  await expect(transaction(db, (trx) => createMany(trx, people, grace))).rejects.toThrow(ValueTaken)
  const emails = people.map(({ email }) => email)
  expect(await db.selectFrom('users').select(userColumns).where('email', 'in', emails).execute()).toEqual([])
})

test('many users are added in the order given, each with an event', async () => {
  const people = [bob(), alice(), bob(), alice()]
  await transaction(db, (trx) => createMany(trx, people, grace))
  const emails = people.map(({ email }) => email)
  const rows = await db
    .selectFrom('users')
    .select(userColumns)
    .where('email', 'in', emails)
    .orderBy('id')
    .execute()
  expect(rows.map(({ email }) => email)).toEqual(emails)
  for (const row of rows)
    expect(await eventsOf(row.id)).toMatchObject([{ verb: 'create', after: snapshot(row) }])
})

test('the trash frees an e-mail', async () => {
  const { email } = await remove(await add(alice()))
  expect(await add(bob({ email }))).toMatchObject({ email })
})

test('somebody who saved from an older version gets the present values', async () => {
  const opened = await add(alice())
  const current = await change(opened, bob())
  await expect(change(opened)).rejects.toSatisfy((error) => error instanceof StaleVersion)
  await expect(remove(opened)).rejects.toMatchObject({
    current: { noun: 'user', id: opened.id, version: 2, values: snapshot(current) },
  })
  expect(await find(db, opened.id)).toEqual(current)
})

test('a user in the trash is not found and cannot be changed', async () => {
  const user = await remove(await add(alice()))
  expect(await find(db, user.id)).toBeUndefined()
  expect(await findPublic(db, user.id)).toBeUndefined()
  await expect(change(user)).rejects.toThrow(NotFound)
  await expect(remove(user)).rejects.toThrow(NotFound)
  expect(await eventsOf(user.id)).toHaveLength(2)
})

test.each<[string, number | undefined]>([
  ['1', 1],
  ['2147483647', 2_147_483_647],
  ['2147483648', undefined],
  ...['', '0', '01', '-1', '+1', '1.0', '1e3', ' 1', '1\n', '0x1', '١', '99999999999'].map(
    (text): [string, undefined] => [text, undefined],
  ),
])('the id in an address %j means %s', (text, id) => {
  expect(parseId(text)).toBe(id)
})
