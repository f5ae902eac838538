import { expect, test } from 'vitest'
import { transaction } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { add, alice, bob, db } from '#db/test-database.ts'
import { settleConflict } from './users-conflict.server.ts'

test('each field is what was chosen for it, and what was typed where nothing was chosen', async () => {
  const theirs = bob({ location: 'Kyoto', links: [] })
  const yours = alice({ location: 'Lisbon' })
  const { id } = await add(theirs)
  const settled = await transaction(db, (trx) =>
    settleConflict(trx, id, yours, { location: 'theirs', links: 'theirs', phone: 'yours' }),
  )
  expect(settled).toEqual({ ...yours, location: 'Kyoto', links: [] })
})

test('a conflict about nobody is not settled', async () => {
  const settling = transaction(db, (trx) => settleConflict(trx, 2_147_483_647, alice(), {}))
  await expect(settling).rejects.toThrow(NotFound)
})
