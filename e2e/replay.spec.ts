import { snapshot } from '#db/users/snapshot.ts'
import { expect, test } from './support/fixtures.ts'

test('the events of every user, as far as they are kept, lead to exactly the row in the table', async ({
  db,
}) => {
  const users = await db.selectFrom('users').selectAll().orderBy('id').execute()
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('userId', 'is not', null)
    .orderBy('id')
    .execute()
  expect(users.length).toBeGreaterThan(20)
  const replayed = new Map<number, { version: number; values: unknown; trashed: boolean }>()
  for (const { userId, version, verb, before, after } of events) {
    const id = Number(userId)
    const present = replayed.get(id)
    // Early events may have been cleared: then the first one that is kept is a later version.
    if (present || verb === 'create') expect([id, version]).toEqual([id, (present?.version ?? 0) + 1])
    if (verb === 'erase') {
      replayed.delete(id)
      continue
    }
    // Events of an erased user have no values.
    if (present && before) expect([id, before]).toEqual([id, present.values])
    const trashed = verb === 'trash' || (verb !== 'restore' && (present?.trashed ?? false))
    replayed.set(id, { version: Number(version), values: after, trashed })
  }
  const [first] = events
  const isKept = (user: (typeof users)[number]) =>
    !first || user.updatedAt >= first.at || replayed.has(user.id)
  const rows = users
    .filter(isKept)
    .map((user) => [
      user.id,
      { version: user.version, values: snapshot(user), trashed: user.trashedAt !== null },
    ])
  expect([...replayed].sort(([one], [other]) => one - other)).toEqual(rows)
})
