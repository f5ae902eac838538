import { operations } from '#actions/bulk.schema.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { Level } from '#db/policy.ts'
import type { Selection } from '#db/users/bulk.ts'
import { addressOf } from '../../ui/address-of.ts'
import { type ListQuery, type Parameters, parametersOf, parseListQuery } from '../list/list-query.ts'
import type { Verb } from '../many/words.ts'

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

export function withoutTeam({ verb, selection, query }: BulkRequest): [string, string][] {
  const who: [string, string][] =
    'ids' in selection ? selection.ids.map((id) => ['id', String(id)]) : [['all', 'on']]
  return [...parametersOf(query), ...who, ['do', verb]]
}

export function listOf({ query }: BulkRequest): string {
  return addressOf('/users', parametersOf(query))
}
