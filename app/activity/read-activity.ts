import { mayNow } from '#actions/form/rights.server.ts'
import { dayAfter, startOfDay } from '#actions/form/times.server.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { type ActorName, listActors } from '#db/audit/actors.ts'
import { type DeedFilters, type ShownDeed, timeline } from '#db/audit/timeline.ts'
import type { Executor } from '#db/database.ts'
import { parseId } from '#db/ids.ts'
import { type Actor, levelOf, type VisibleField, visibleFields } from '#db/policy.ts'
import { listTeams } from '#db/teams/find.ts'
import { idsUpTo } from '#db/users/matches.ts'
import type { Parameters } from '../users/query/list-query.ts'
import { type ActivityQuery, parseActivityQuery } from './query.ts'
import type { TeamNames } from './words.ts'

const deedsOnPage = 50

export type Activity = {
  query: ActivityQuery
  withAccounts: boolean
  deeds: ShownDeed[]
  actors: ActorName[]
  teams: TeamNames
  fields: readonly VisibleField[]
  /** Of the last deed on this page, if there are older ones. */
  older: number | undefined
}

export async function readActivity(
  db: Executor,
  { viewer, parameters, timeZone }: { viewer: SignedIn; parameters: Parameters; timeZone: string },
): Promise<Activity> {
  const withAccounts = await mayNow(viewer, 'manage')
  const query = parseActivityQuery(parameters, withAccounts)
  const filters = await filtersOf(db, query, { viewer, timeZone })
  const before = parseId(String(parameters.before))
  const [found, actors, teams] = await Promise.all([
    timeline(db, { withAccounts, filters, before, limit: deedsOnPage + 1 }),
    listActors(db, query.actor === 'machine' ? undefined : query.actor),
    readTeamNames(db),
  ])
  const deeds = found.slice(0, deedsOnPage)
  const older = found.length > deedsOnPage ? deeds.at(-1)?.id : undefined
  return { query, withAccounts, deeds, actors, teams, fields: visibleFields(levelOf(viewer)), older }
}

const mostPeopleMeant = 20

/** People are meant by number, or by what the search of the list finds, also in the trash. */
export async function filtersOf(
  db: Executor,
  { person, actor, deed, from, to }: ActivityQuery,
  { viewer, timeZone }: { viewer: Actor; timeZone: string },
): Promise<DeedFilters> {
  const id = parseId(person)
  const level = levelOf(viewer)
  const found = (scope: 'untrashed' | 'trash') =>
    idsUpTo(db, { scope, level, filters: { q: person } }, mostPeopleMeant)
  return {
    ...(person && { people: id ? [id] : [...(await found('untrashed')), ...(await found('trash'))] }),
    actor,
    verb: deed,
    from: from ? startOfDay(from, timeZone) : undefined,
    until: to ? startOfDay(dayAfter(to), timeZone) : undefined,
  }
}

export async function readTeamNames(db: Executor): Promise<TeamNames> {
  return new Map((await listTeams(db)).map(({ id, name }) => [id, name]))
}
