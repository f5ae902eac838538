import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Executor, transaction } from '../database.ts'
import { AlreadySaved } from '../errors.ts'
import { settle } from '../submissions.ts'
import { alice, bob, db, grace } from '../testing/database.ts'
import { recordStatements } from '../testing/statements.ts'
import { create, update } from '../users/edit.ts'
import { claimAs } from './claim.ts'
import { end, findSession, type SignedIn, start } from './sessions.ts'

const outcome = { location: '/users/1', notice: 'user-created' }

async function signIn(): Promise<SignedIn> {
  const email = `${randomUUID()}@example.com`
  const token = await transaction(db, async (trx) => {
    const added = await trx
      .insertInto('accounts')
      .values({ email, role: 'editor' })
      .returning('id')
      .executeTakeFirstOrThrow()
    return start(trx, added.id, 'Firefox')
  })
  return (await findSession(db, token)) as SignedIn
}

test('a claim names its sender, and a repeat gets the first outcome', async () => {
  const { session, email, id: account } = await signIn()
  const form = { id: randomUUID(), digest: 'content', session }
  const send = (digest: string) =>
    transaction(db, async (trx) => {
      const claimed = await claimAs(trx, { ...form, digest })
      if (!claimed.first) await settle(trx, form.id, outcome)
      return claimed
    })
  expect(await send('content')).toEqual({ present: { id: account, name: email, role: 'editor' } })
  expect(await send('content')).toEqual({ first: outcome })
  await expect(send('other content')).rejects.toThrow(AlreadySaved)
})

test('of twenty claims at once one is the first', async () => {
  const { session } = await signIn()
  const form = { id: randomUUID(), digest: 'content', session }
  const all = await Promise.all(
    Array.from({ length: 20 }, () =>
      transaction(db, async (trx) => {
        const claimed = await claimAs(trx, form)
        if (!claimed.first) await settle(trx, form.id, outcome)
        return claimed
      }),
    ),
  )
  expect(all.filter(({ present }) => present)).toHaveLength(1)
  expect(all.filter(({ first }) => first)).toHaveLength(19)
})

test('a session that has ended has no sender', async () => {
  const { session, id } = await signIn()
  await transaction(db, (trx) => end(trx, id, session))
  const form = { id: randomUUID(), digest: 'content', session }
  expect(await transaction(db, (trx) => claimAs(trx, form))).toEqual({ present: undefined })
})

test('a saved form takes at most six statements', async () => {
  const { session } = await signIn()
  const added = await countStatements((trx) => create(trx, alice(), grace))
  expect(added.count).toBeLessThanOrEqual(6)
  const changed = await countStatements((trx) => update(trx, added.user, bob(), grace))
  expect(changed.count).toBeLessThanOrEqual(6)

  async function countStatements(act: (trx: Parameters<typeof create>[0]) => ReturnType<typeof create>) {
    const { db: recorded, statements } = recordStatements(db)
    const user = await transaction(recorded as Executor, async (trx) => {
      const id = randomUUID()
      await claimAs(trx, { id, digest: 'content', session })
      const saved = await act(trx)
      await settle(trx, id, outcome)
      return saved
    })
    return { user, count: statements.length }
  }
})
