import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { NotConfirmed, NotFound, StaleVersion, ValueTaken } from '../errors.ts'
import { eraseUser } from '../privacy/erase-user.ts'
import * as submissions from '../submissions.ts'
import type { User } from '../tables.ts'
import { add, alice, db, eventsOf, grace } from '../testing/database.ts'
import { restore, revert, trash, update } from './edit.ts'
import { find, findAnywhere, findTrashed, holdersOf } from './find.ts'

const inTrash = async (values = alice()) => {
  const user = await add(values)
  return transaction(db, (trx) => trash(trx, user, grace))
}
const bringBack = (user: User) => transaction(db, (trx) => restore(trx, user, grace))
const wipe = (user: User, name = user.name) => transaction(db, (trx) => eraseUser(trx, user, name, grace))

test('a user comes back from the trash as it was, one version later', async () => {
  const trashed = await inTrash()
  const restored = await bringBack(trashed)
  expect(restored).toEqual({ ...trashed, trashedAt: null, version: 3, updatedAt: restored.updatedAt })
  expect((await eventsOf(restored.id)).map(({ verb }) => verb)).toEqual(['create', 'trash', 'restore'])
  await expect(bringBack(restored)).rejects.toThrow(NotFound)
})

test('a user does not come back while somebody else has the e-mail', async () => {
  const trashed = await inTrash()
  await add(alice({ email: trashed.email.toUpperCase() }))
  await expect(bringBack(trashed)).rejects.toThrow(ValueTaken)
  expect(await findTrashed(db, trashed.id)).toEqual(trashed)
})

test('a user comes back without an e-mail that somebody else has now, and only without that', async () => {
  const trashed = await inTrash()
  const holder = await add(alice({ name: 'Bob Two', email: trashed.email.toUpperCase() }))
  expect(await holdersOf(db, trashed)).toEqual([{ field: 'email', name: holder.name }])
  const restored = await transaction(db, (trx) => restore(trx, trashed, grace, ['email']))
  expect(restored).toEqual({
    ...trashed,
    email: '',
    trashedAt: null,
    version: 3,
    updatedAt: restored.updatedAt,
  })
})

test('an earlier version comes back as a new one', async () => {
  const values = alice({ jobTitle: 'Countess' })
  const first = await add(values)
  const second = await transaction(db, (trx) => update(trx, first, { ...values, jobTitle: 'Boss' }, grace))
  const back = (to: number) => transaction(db, (trx) => revert(trx, second, to, grace))
  await expect(back(7)).rejects.toThrow(NotFound)
  expect(await back(1)).toMatchObject({ jobTitle: 'Countess', version: 3 })
  await expect(back(1)).rejects.toThrow(StaleVersion)
})

test('erasing takes the row, the values in its events and what its forms left, and keeps who did what when', async () => {
  const user = await inTrash()
  const id = crypto.randomUUID()
  await transaction(db, async (trx) => {
    await submissions.claim(trx, id, 'digest of what was typed')
    await submissions.settle(trx, id, { location: `/users/${user.id}`, notice: 'user-updated' })
  })
  await wipe(user)
  expect(await findAnywhere(db, user.id)).toBeUndefined()
  expect(await db.selectFrom('submissions').selectAll().where('id', '=', id).execute()).toEqual([])
  expect(await eventsOf(user.id)).toMatchObject([
    { actor: 'Grace', verb: 'create', version: 1, before: null, after: null },
    { actor: 'Grace', verb: 'trash', version: 2, before: null, after: null },
    { actor: 'Grace', verb: 'erase', version: 3, before: null, after: null },
  ])
})

test('erasing forgets the forms that led to a search, which may have been for the user', async () => {
  const user = await inTrash()
  const id = crypto.randomUUID()
  await transaction(db, async (trx) => {
    await submissions.claim(trx, id, 'digest of what was typed')
    await submissions.settle(trx, id, { location: `/users?q=${user.name}`, notice: 'users-updated' })
  })
  await wipe(user)
  expect(await db.selectFrom('submissions').selectAll().where('id', '=', id).execute()).toEqual([])
})

test('erasing wants a user in the trash, at the version seen, and its name as pages show it', async () => {
  const listed = await add(alice())
  await expect(wipe(listed)).rejects.toThrow(NotFound)
  const user = await inTrash(alice({ name: 'Ada  King\u00a0Love\u200dlace' }))
  await expect(wipe({ ...user, version: 1 })).rejects.toThrow(StaleVersion)
  await expect(wipe(user, 'Ada')).rejects.toThrow(NotConfirmed)
  await wipe(user, 'Ada King Lovelace')
  expect(await find(db, listed.id)).toEqual(listed)
})
