import { LRUCache } from 'lru-cache'
import type { Level } from '#db/policy.ts'
import { readFresh } from '#db/standby.ts'
import type { Filters } from '#db/users/filters.ts'
import { currentSettings } from '../../request/current-settings.ts'
import type { Parameters } from './list-query.ts'
import { readList, type UserList } from './read-list.ts'

const mostRows = 10_000
const longestQuestion = 2_000

// Each page is a bundle of its own, and all share one memory.
const shared = globalThis as { rollcallLists?: LRUCache<string, UserList> }
shared.rollcallLists ??= new LRUCache({
  maxSize: mostRows,
  // Teams, locations and letters come with each list.
  sizeCalculation: ({ page, teams, locations }) => 1 + page.rows.length + teams.length + locations.length,
})
const lists = shared.rollcallLists

/**
 * The list as it is now: from memory where the directory has not changed since it was read. The page has asked for the
 * revision already, with the session, so a list in memory costs no statement.
 */
export async function presentList(
  parameters: Parameters,
  level: Level,
  within: Pick<Filters, 'notTeam'> = {},
): Promise<UserList> {
  const { revision } = await currentSettings()
  const question = JSON.stringify([level, within, parameters])
  const found = lists.get(question)
  if (found?.revision === revision) return found
  const list = await readFresh((db) => readList(db, parameters, level, within), revision)
  if (question.length <= longestQuestion) lists.set(question, list)
  return list
}
