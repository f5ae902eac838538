import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from './database.ts'
import { AlreadySaved } from './errors.ts'
import { clearExpired } from './privacy/expired.ts'
import { claim, type Outcome, settle } from './submissions.ts'
import { alice, db, grace } from './testing/database.ts'
import { create } from './users/edit.ts'

const created: Outcome = { location: '/users/1', notice: 'user-created' }
const day = 24 * 60 * 60 * 1000

test('the same form sent again gives the first outcome and does nothing', async () => {
  const id = randomUUID()
  let acts = 0
  const act = async () => ({ ...created, location: `/users/${++acts}` })
  expect(await save(id, 'content', act)).toEqual({ ...created, location: '/users/1' })
  expect(await save(id, 'content', act)).toEqual({ ...created, location: '/users/1' })
  expect(acts).toBe(1)
})

test('the same form sent with other content is not saved as well', async () => {
  const id = randomUUID()
  await save(id, 'content')
  await expect(save(id, 'other content')).rejects.toThrow(AlreadySaved)
})

test('a form whose saving failed can be sent again', async () => {
  const id = randomUUID()
  const fail = () => Promise.reject(new Error('e-mail taken'))
  await expect(save(id, 'content', fail)).rejects.toThrow('e-mail taken')
  expect(await save(id, 'corrected content')).toEqual(created)
})

test('a form sent twenty times at once acts once', async () => {
  const id = randomUUID()
  const name = `Alice ${id}`
  const results = await Promise.all(
    Array.from({ length: 20 }, () =>
      save(id, 'content', async (trx) => {
        const user = await create(trx, alice({ name }), grace)
        return { ...created, location: `/users/${user.id}` }
      }),
    ),
  )
  const users = await db.selectFrom('users').select('id').where('name', '=', name).execute()
  expect(users).toHaveLength(1)
  expect(new Set(results.map(({ location }) => location))).toEqual(new Set([`/users/${users[0]?.id}`]))
})

test('a form is remembered for a week', async () => {
  const [old, recent] = [randomUUID(), randomUUID()]
  await add(old, 7 * day + 60_000)
  await add(recent, 7 * day - 60_000)
  await clearExpired(db)
  const left = db.selectFrom('submissions').select('id').where('id', 'in', [old, recent])
  expect(await left.execute()).toEqual([{ id: recent }])
})

test('a form whose week is over can be sent again', async () => {
  const id = randomUUID()
  await save(id, 'content')
  await db
    .updateTable('submissions')
    .set({ createdAt: ago(8 * day) })
    .where('id', '=', id)
    .execute()
  expect(await save(id, 'content')).toEqual(created)
})

function save(
  id: string,
  digest: string,
  act: Parameters<typeof transaction<Outcome>>[1] = async () => created,
) {
  return transaction(db, async (trx) => {
    const first = await claim(trx, id, digest)
    if (first) return first
    const outcome = await act(trx)
    await settle(trx, id, outcome)
    return outcome
  })
}

async function add(id: string, age: number): Promise<void> {
  await db
    .insertInto('submissions')
    .values({ id, digest: 'content', createdAt: ago(age) })
    .execute()
}

function ago(milliseconds: number): Date {
  return new Date(Date.now() - milliseconds)
}
