import * as z from 'zod/mini'
import { largestInteger } from '#db/ids.ts'
import { longestSearch, mostPeople, mostTeamsInList, searchPattern } from '#db/users/limits.ts'
import { carried, damaged as error, fingerprint } from './fields.schema.ts'

export const operations = ['deactivate', 'activate', 'trash', 'add-to-team', 'remove-from-team'] as const

const longestList = 2_000
const longestSelection = 250_000

const id = z.int({ error }).check(z.minimum(1, { error }), z.maximum(largestInteger, { error }))
const filters = z.object({
  q: z.optional(z.string().check(z.maxLength(longestSearch), z.regex(searchPattern))),
  team: z.optional(z.array(id).check(z.maxLength(mostTeamsInList))),
  status: z.optional(z.enum(['active', 'inactive'])),
})
const selection = z.union(
  [z.object({ ids: z.array(id).check(z.maxLength(mostPeople)) }), z.object({ filters })],
  { error },
)

export const bulkForm = z.object({
  do: z.enum(operations, { error }),
  team: z.optional(carried()),
  /** Ids, or the filters that the people match, as JSON. One field, because a form may have 200 fields at most. */
  selection: z.pipe(
    z.pipe(z.string({ error }).check(z.maxLength(longestSelection, { error })), z.transform(parse)),
    selection,
  ),
  fingerprint: fingerprint(),
  list: z._default(z.string({ error }), '').check(z.maxLength(longestList, { error })),
})

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
