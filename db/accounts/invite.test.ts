import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Executor, transaction } from '../database.ts'
import { SelectionChanged } from '../errors.ts'
import { newSecret } from '../secrets.ts'
import { alice, grace, openOwnDatabase } from '../testing/database.ts'
import { create, trash } from '../users/edit.ts'
import type { UserValues } from '../users/values.ts'
import { type Invited, invite, previewInvite } from './invite.ts'
import { findByPasswordLink } from './password-links.ts'
import { countWaiting, holdWaiting, linksOf, listWaiting, makeLinksOf, makeMissingLink } from './waiting.ts'

// A separate database, because everybody in it is invited.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})
afterAll(() => own.close())
beforeEach(async () => {
  await db.deleteFrom('accounts').execute()
  await db.deleteFrom('users').execute()
})

test('an invited person gets the account of a viewer, linked to them, with an event', async () => {
  const ada = await add()
  const [account] = await inviteAll({ ids: [ada.id] })
  expect(account).toMatchObject({
    email: ada.email,
    role: 'viewer',
    userId: ada.id,
    password: null,
    version: 1,
  })
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('accountId', '=', account?.id ?? 0)
    .execute()
  expect(events).toMatchObject([
    {
      verb: 'create-account',
      actor: grace.name,
      after: { email: ada.email, role: 'viewer', userId: ada.id, version: 1, disabled: false },
    },
  ])
})

test('people in the trash, with an account, without an email, or whose email has an account are left out', async () => {
  const [ada, gone, known, silent, taken] = [
    await add(),
    await add(),
    await add(),
    await add({ email: '' }),
    await add(),
  ]
  await transaction(db, (trx) => trash(trx, gone, grace))
  await db
    .insertInto('accounts')
    .values([
      { email: newEmail(), role: 'admin', userId: known.id },
      { email: taken.email.toUpperCase(), role: 'editor', userId: null },
    ])
    .execute()
  const everybody = { ids: [ada, gone, known, silent, taken].map(({ id }) => id) }
  const preview = await previewInvite(db, everybody)
  expect(preview).toMatchObject({ chosen: 5, invited: { count: 1, people: [{ id: ada.id }] } })
  expect(preview.leftOut.map(({ reason, group }) => [reason, group.people.map(({ id }) => id)])).toEqual([
    ['in-trash', [gone.id]],
    ['has-account', [known.id]],
    ['no-email', [silent.id]],
    ['email-taken', [taken.id]],
  ])
  expect((await inviteAll(everybody)).map(({ userId }) => userId)).toEqual([ada.id])
})

test('everyone is everybody outside the trash who has no account, and filters choose among them', async () => {
  const [ada, ben, gone] = [await add({ location: 'Kyoto' }), await add(), await add()]
  await transaction(db, (trx) => trash(trx, gone, grace))
  const inKyoto = { filters: { location: ['Kyoto'] }, level: 'account' as const }
  expect((await previewInvite(db, inKyoto)).invited.people).toMatchObject([{ id: ada.id }])
  await inviteAll({ ids: [ada.id] })
  const { chosen, invited, leftOut } = await previewInvite(db, { everyone: true })
  expect({ chosen, leftOut }).toEqual({ chosen: 1, leftOut: [] })
  expect(invited.people).toMatchObject([{ id: ben.id }])
})

test('two admins at once never make two accounts for one person', async () => {
  const ids = [(await add()).id, (await add()).id]
  const { fingerprint } = await previewInvite(db, { ids })
  const both = await Promise.allSettled(
    [1, 2].map(() => db.transaction().execute((trx) => invite(trx, { ids }, fingerprint, grace))),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: expect.any(SelectionChanged),
  })
  expect(await db.selectFrom('accounts').select('userId').orderBy('userId').execute()).toEqual(
    ids.map((userId) => ({ userId })),
  )
})

test('nobody gets an account when one of the people changed after the page was opened', async () => {
  const [ada, ben] = [await add(), await add()]
  const ids = [ada.id, ben.id]
  const { fingerprint } = await previewInvite(db, { ids })
  await transaction(db, (trx) => trash(trx, ben, grace))
  const late = transaction(db, (trx) => invite(trx, { ids }, fingerprint, grace))
  await expect(late).rejects.toThrow(SelectionChanged)
  expect(await db.selectFrom('accounts').select('id').execute()).toEqual([])
})

test('accounts and links are one transaction', async () => {
  const { id } = await add()
  const { fingerprint } = await previewInvite(db, { ids: [id] })
  const broken = transaction(db, async (trx) => {
    const accounts = await invite(trx, { ids: [id] }, fingerprint, grace)
    await makeLinksOf(trx, [...accounts, { ...accounts[0], id: -1 } as never], newSecret(), grace)
  })
  await expect(broken).rejects.toThrow()
  for (const table of ['accounts', 'passwordLinks'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
})

test('links of one secret open their account, and only that secret shows them', async () => {
  const ada = await add()
  const [account] = await inviteAll({ ids: [ada.id, (await add({ name: 'Zoe' })).id] })
  const secret = newSecret()
  await transaction(db, async (trx) => makeLinksOf(trx, await holdWaiting(trx, 'all', 10), secret, grace))
  const links = await linksOf(db, secret)
  expect(links).toHaveLength(2)
  expect(links[0]).toMatchObject({ name: ada.name, email: ada.email })
  expect(await findByPasswordLink(db, links[0]?.token ?? '')).toMatchObject({ id: account?.id })
  expect(await linksOf(db, newSecret())).toEqual([])
})

test('an account waits until its owner chose a password, and is late without a valid link', async () => {
  const [first, second, third, fourth] = await inviteAll({
    ids: [(await add()).id, (await add()).id, (await add()).id, (await add()).id],
  })
  if (!first || !second || !third || !fourth) throw new Error('not invited')
  await transaction(db, (trx) => makeLinksOf(trx, [first, second], newSecret(), grace))
  await db
    .updateTable('passwordLinks')
    .set({ expiresAt: new Date(Date.now() - 1_000) })
    .where('accountId', '=', second.id)
    .execute()
  await db.updateTable('accounts').set({ password: 'a hash' }).where('id', '=', third.id).execute()
  await db.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', fourth.id).execute()
  expect(await countWaiting(db)).toEqual({ all: 2, late: 1 })
  expect((await listWaiting(db, 10)).map(({ id, expiresAt }) => [id, expiresAt !== null])).toEqual([
    [second.id, false],
    [first.id, true],
  ])
  const held = await transaction(db, (trx) => holdWaiting(trx, 'late', 10))
  expect(held.map(({ id }) => id)).toEqual([second.id])
})

test('a mail has a link of its own, once: not where there is a valid one', async () => {
  const [account] = await inviteAll({ ids: [(await add()).id] })
  const make = () => transaction(db, (trx) => makeMissingLink(trx, account?.id ?? 0, grace))
  const made = await Promise.all([make(), make()])
  expect(made.filter(Boolean)).toHaveLength(1)
  expect(await findByPasswordLink(db, made.find(Boolean)?.token ?? '')).toMatchObject({ id: account?.id })
})

async function inviteAll(invited: Invited) {
  const { fingerprint } = await previewInvite(db, invited)
  return transaction(db, (trx) => invite(trx, invited, fingerprint, grace))
}

function add(values: Partial<UserValues> = {}) {
  return transaction(db, (trx) => create(trx, alice(values), grace))
}

function newEmail(): string {
  return `invited-${randomUUID()}@example.com`
}
