import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountAt } from '../audit/account-events.ts'
import { type Executor, transaction } from '../database.ts'
import { LastAdmin } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { eraseAccount } from '../privacy/erase-account.ts'
import { eraseUser } from '../privacy/erase-user.ts'
import type { Account } from '../tables.ts'
import { openOwnDatabase } from '../testing/database.ts'
import { create, trash } from '../users/edit.ts'
import { samplePerson } from '../users/samples.ts'
import type { UserValues } from '../users/values.ts'
import { setPassword } from './access.ts'
import { changeAccount, disableAccount } from './edit.ts'

// A separate database, because the last admin depends on every account in it.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor
let ada: Account

const somebody: Actor = { id: null, name: 'Grace', role: 'admin' }
const asViewer = ({ email }: Account) => ({ email, role: 'viewer' as const, userEmail: '' })

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})

afterAll(() => own.close())

beforeEach(async () => {
  await db.deleteFrom('accounts').execute()
  ada = await addAdmin('ada@example.com')
})

test('the last admin is neither demoted nor disabled nor erased, and stays as they were', async () => {
  await addAdmin('no-password@example.com', { password: null })
  await addAdmin('disabled@example.com', { disabledAt: new Date() })
  const demote = transaction(db, (trx) => changeAccount(trx, ada, asViewer(ada), somebody))
  await expect(demote).rejects.toThrow(LastAdmin)
  const disable = transaction(db, (trx) => disableAccount(trx, ada, somebody))
  await expect(disable).rejects.toThrow(LastAdmin)
  const remove = transaction(db, (trx) => eraseAccount(trx, ada, ada.email, somebody))
  await expect(remove).rejects.toThrow(LastAdmin)
  expect(await stored(ada)).toEqual(ada)
})

test('with a second admin who has a password, the first one can go', async () => {
  const bob = await addAdmin('bob@example.com', { password: null })
  await transaction(db, (trx) => setPassword(trx, bob, 'a hash', somebody))
  await transaction(db, (trx) => eraseAccount(trx, ada, ada.email.toUpperCase(), somebody))
  expect(await stored(ada)).toBeUndefined()
})

test('of two admins who demote each other at the same time one stays', async () => {
  const bob = await addAdmin('bob@example.com')
  const tries = await Promise.allSettled([
    transaction(db, (trx) => changeAccount(trx, bob, asViewer(bob), actorOf(ada))),
    transaction(db, (trx) => changeAccount(trx, ada, asViewer(ada), actorOf(bob))),
  ])
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(LastAdmin) })
  expect(await db.selectFrom('accounts').select('id').where('role', '=', 'admin').execute()).toHaveLength(1)
})

test('the user whose account is the last admin cannot be erased', async () => {
  const user = await transaction(db, (trx) => create(trx, samplePerson(1), somebody))
  await db.updateTable('accounts').set({ userId: user.id }).where('id', '=', ada.id).execute()
  const trashed = await transaction(db, (trx) => trash(trx, user, somebody))
  const remove = transaction(db, (trx) => eraseUser(trx, trashed, trashed.name, somebody))
  await expect(remove).rejects.toThrow(LastAdmin)
  expect(await stored(ada)).toMatchObject({ userId: user.id })
  await addAdmin('bob@example.com')
  await transaction(db, (trx) => eraseUser(trx, trashed, trashed.name, somebody))
  expect(await stored(ada)).toBeUndefined()
})

test('a person without an email is linked by number, and no email means nobody', async () => {
  const person = { ...samplePerson(2), email: '', staffNumber: '' }
  const [dora, twin] = [await add(person), await add(person)]
  const linkTo = (account: Account, userEmail: string) =>
    transaction(db, (trx) =>
      changeAccount(trx, account, { email: account.email, role: 'admin', userEmail }, somebody),
    )
  const linked = await linkTo(ada, String(dora.id))
  expect(linked).toMatchObject({ userId: dora.id })
  expect(await accountAt(db, ada.id, linked.version)).toMatchObject({ userEmail: String(dora.id) })
  const bob = await addAdmin('bob@example.com')
  await expect(linkTo(bob, String(dora.id))).rejects.toThrow('Another account belongs to this person')
  await transaction(db, (trx) => trash(trx, twin, somebody))
  await expect(linkTo(bob, String(twin.id))).rejects.toThrow('Enter the email or number of a person')
  expect(await linkTo(linked, String(dora.id))).toEqual(linked)
  expect(await linkTo(linked, '')).toMatchObject({ userId: null })
})

function add(values: UserValues) {
  return transaction(db, (trx) => create(trx, values, somebody))
}

function addAdmin(email: string, values: Partial<Account> = {}): Promise<Account> {
  return db
    .insertInto('accounts')
    .values({ email, role: 'admin', password: 'a hash', ...values })
    .returningAll()
    .executeTakeFirstOrThrow()
}

function stored({ id }: Account): Promise<Account | undefined> {
  return db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
}

function actorOf({ id, email, role }: Account): Actor {
  return { id, name: email, role }
}
