import { operations } from '#actions/bulk.schema.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { Level } from '#db/policy.ts'
import type { Selection } from '#db/users/bulk.ts'
import { addressOf } from '../../ui/address-of.ts'
import type { Verb } from '../many/words.ts'
import { type ListQuery, type Parameters, parametersOf, parseListQuery } from '../query/list-query.ts'

export type BulkRequest = {
  verb: Verb
  selection: Selection
  team: number | undefined
  query: ListQuery
}

/** @throws NotFound for an unknown verb */
export function parseBulkRequest(parameters: Parameters, level: Level): BulkRequest {
  const verb = operations.find((each) => each === parameters.do)
  if (!verb) throw new NotFound()
  const { join } = parameters
  // The page that adds people to a team leads to its list, not to that of the people who were not in it.
  const inTeam = join ?? parameters.inTeam
  const query = parseListQuery(join ? { team: join } : parameters, level)
  return {
    verb,
    query,
    selection: selectionOf(parameters, query, level),
    team: typeof inTeam === 'string' ? parseId(inTeam) : undefined,
  }
}

/** The ticked people, or all of the list. */
export function selectionOf({ id, all }: Parameters, { filters }: ListQuery, level: Level): Selection {
  if (all === 'on') return { filters, level }
  return { ids: [...new Set([id ?? []].flat().flatMap((text) => parseId(text) ?? []))] }
}

export function withoutTeam({ verb, selection, query }: BulkRequest): [string, string][] {
  const who: [string, string][] =
    'ids' in selection ? selection.ids.map((id) => ['id', String(id)]) : [['all', 'on']]
  return [...parametersOf({ ...query, selected: [] }), ...who, ['do', verb]]
}

export function listOf({ query }: Pick<BulkRequest, 'query'>): string {
  return addressOf('/users', parametersOf(query))
}
