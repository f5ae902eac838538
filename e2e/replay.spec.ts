import { replay } from './replay.ts'
import { expect, test } from './support/fixtures.ts'

test('the events of every user, as far as they are kept, lead to exactly the row in the table', async ({
  db,
}) => {
  const { replayed, rows, gaps } = await replay(db)
  expect(rows.length).toBeGreaterThan(20)
  expect(gaps).toEqual([])
  expect(replayed).toEqual(rows)
})
