import { isDeepStrictEqual } from 'node:util'
import { type Executor, open } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { newSession } from '../new-session.ts'
import { replay } from '../replay.ts'
import { until } from './programs.ts'

/** Lets everybody read the list. @returns the cookie of a new editor */
export async function setUp(url: string): Promise<string> {
  return withDatabase(url, async (db) => {
    await openPublicView(db)
    return newSession(db, 'ada@example.com', 'editor')
  })
}

/** What was confirmed against the rows, the rows against their events, and a standby against the leader. */
export async function compare(
  url: string,
  readUrl: string,
  confirmed: ReadonlyMap<string, string>,
): Promise<{ lost: string[]; mismatches: string[] }> {
  return withDatabase(url, async (db) => {
    const users = await peopleIn(db)
    const lost = [...confirmed].flatMap(([email, jobTitle]) => {
      const found = users.filter((user) => user.email === email && user.jobTitle === jobTitle)
      return found.length === 1 ? [] : [email]
    })
    const { replayed, rows, gaps } = await replay(db)
    const mismatches = [
      ...(users.length === confirmed.size ? [] : [`${users.length} people, and ${confirmed.size} confirmed`]),
      ...gaps.map((gap) => `an event does not go on from the one before: ${JSON.stringify(gap)}`),
      ...(isDeepStrictEqual(replayed, rows) ? [] : ['the events do not lead to the rows']),
    ]
    await withDatabase(readUrl, (standby) =>
      until('a standby with the same people', async () =>
        isDeepStrictEqual(await peopleIn(standby), users) ? true : undefined,
      ),
    )
    return { lost, mismatches }
  })
}

function peopleIn(db: Executor) {
  return db.selectFrom('users').selectAll().orderBy('id').execute()
}

async function withDatabase<Result>(url: string, work: (db: Executor) => Promise<Result>): Promise<Result> {
  const db = open(url)
  return work(db).finally(() => db.destroy())
}
