import { operations } from '#actions/bulk.schema.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { Level } from '#db/policy.ts'
import type { Selection } from '#db/users/bulk.ts'
import { addressOf } from '../../ui/address-of.ts'
import { type ListQuery, type Parameters, parametersOf, parseListQuery } from '../list/list-query.ts'
import type { Verb } from '../many/words.ts'

/** What the form under the list of users asks for. */
export type BulkRequest = {
  verb: Verb
  selection: Selection
  /** The team to add to or to remove from, where one is named. */
  team: number | undefined
  /** The list that it came from. */
  query: ListQuery
}

/** Reads the address that the form under the list leads to. @throws NotFound when it names nothing that can be done */
export function parseBulkRequest(parameters: Parameters, level: Level): BulkRequest {
  const verb = operations.find((each) => each === parameters.do)
  if (!verb) throw new NotFound()
  const query = parseListQuery(parameters, level)
  const { id, all, inTeam } = parameters
  const ids = [id ?? []].flat().flatMap((text) => parseId(text) ?? [])
  return {
    verb,
    query,
    selection: all === 'on' ? { filters: query.filters, level } : { ids: [...new Set(ids)] },
    team: typeof inTeam === 'string' ? parseId(inTeam) : undefined,
  }
}

/** What an address says besides the team: who, what, and the list. */
export function withoutTeam({ verb, selection, query }: BulkRequest): [string, string][] {
  const who: [string, string][] =
    'ids' in selection ? selection.ids.map((id) => ['id', String(id)]) : [['all', 'on']]
  return [...parametersOf(query), ...who, ['do', verb]]
}

/** The list that the request came from. */
export function listOf({ query }: BulkRequest): string {
  return addressOf('/users', parametersOf(query))
}
