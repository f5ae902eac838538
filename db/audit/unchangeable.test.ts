import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { add, alice, db } from '../testing/database.ts'
import { recordAccount } from './account-events.ts'

test('an event is neither changed nor deleted, and can only lose its values', async () => {
  const { id } = await add(alice())
  const mine = db.updateTable('events').where('userId', '=', id)
  const kept = /events are kept as they were written/
  await expect(mine.set({ actor: 'Mallory' }).execute()).rejects.toThrow(kept)
  await expect(mine.set({ actor: 'Mallory', before: null, after: null }).execute()).rejects.toThrow(kept)
  await expect(mine.set({ verb: 'update' }).execute()).rejects.toThrow(kept)
  await expect(db.deleteFrom('events').where('userId', '=', id).execute()).rejects.toThrow(kept)
  await expect(sql`truncate events`.execute(db)).rejects.toThrow(kept)
  await mine.set({ before: null, after: null }).execute()
  expect(await db.selectFrom('events').select(['actor', 'after']).where('userId', '=', id).execute()).toEqual(
    [{ actor: 'Grace', after: null }],
  )
})

test('an event can lose its network, and get none', async () => {
  const actor = { id: null, name: `Ada ${randomUUID()}`, role: 'admin' } as const
  await recordAccount(db, actor, { verb: 'sign-out', accountId: undefined, network: '192.0.2.7' })
  const mine = db.updateTable('events').where('actor', '=', actor.name)
  const kept = /events are kept as they were written/
  await expect(mine.set({ network: '192.0.2.8' as never }).execute()).rejects.toThrow(kept)
  await expect(mine.set({ network: null, verb: 'sign-in' }).execute()).rejects.toThrow(kept)
  await mine.set({ network: null }).execute()
  await expect(mine.set({ network: '192.0.2.7' as never }).execute()).rejects.toThrow(kept)
})
