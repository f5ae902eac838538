import { isDeepStrictEqual } from 'node:util'
import type { Executor } from '#db/database.ts'
import { snapshot } from '#db/users/snapshot.ts'

type State = { version: number; values: unknown; trashed: boolean }

type Replay = {
  /** By id: each user as their events lead to them, and as the row in the table has them. */
  replayed: [number, State][]
  rows: [number, State][]
  /** Events that do not go on from the one before. */
  gaps: { id: number; version: number; before: unknown; present: State | undefined }[]
}

/** Early events may have been cleared: users of whom none is kept are in neither list. */
export async function replay(db: Executor): Promise<Replay> {
  const users = await db.selectFrom('users').selectAll().orderBy('id').execute()
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('userId', 'is not', null)
    .orderBy('id')
    .execute()
  const states = new Map<number, State>()
  const gaps: Replay['gaps'] = []
  for (const { userId, version: given, verb, before, after } of events) {
    const [id, version] = [Number(userId), Number(given)]
    const present = states.get(id)
    // The first event that is kept may be of a later version.
    const isNext = (!present && verb !== 'create') || version === (present?.version ?? 0) + 1
    // Events of an erased user have no values.
    const isSame = verb === 'erase' || !present || !before || isDeepStrictEqual(before, present.values)
    if (!isNext || !isSame) gaps.push({ id, version, before, present })
    const trashed = verb === 'trash' || (verb !== 'restore' && (present?.trashed ?? false))
    if (verb === 'erase') states.delete(id)
    else states.set(id, { version, values: after, trashed })
  }
  const [first] = events
  const isKept = (user: (typeof users)[number]) => !first || user.updatedAt >= first.at || states.has(user.id)
  return {
    replayed: [...states].sort(([one], [other]) => one - other),
    rows: users
      .filter(isKept)
      .map((user) => [
        user.id,
        { version: user.version, values: snapshot(user), trashed: user.trashedAt !== null },
      ]),
    gaps,
  }
}
