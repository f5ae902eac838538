import * as z from 'zod/mini'
import { largestInteger } from '#db/ids.ts'
import { userFields } from '#db/user-fields.ts'
import {
  longestSearch,
  mostLocationsInList,
  mostPeople,
  mostTeamsInList,
  searchPattern,
} from '#db/users/limits.ts'
import { carried, damaged as error, fingerprint } from './fields.schema.ts'

export const operations = ['deactivate', 'activate', 'trash', 'add-to-team', 'remove-from-team'] as const

const longestList = 12_000
const longestSelection = 250_000

const id = z.int({ error }).check(z.minimum(1, { error }), z.maximum(largestInteger, { error }))
const filters = z.object({
  q: z.optional(z.string().check(z.maxLength(longestSearch), z.regex(searchPattern))),
  team: z.optional(z.array(id).check(z.maxLength(mostTeamsInList))),
  location: z.optional(
    z.array(z.string().check(z.maxLength(userFields.location.max))).check(z.maxLength(mostLocationsInList)),
  ),
  status: z.optional(z.enum(['active', 'inactive'])),
})
const selections = [
  z.object({ ids: z.array(id).check(z.maxLength(mostPeople)) }),
  z.object({ filters }),
] as const

/** As JSON. One field, because a form may have 200 fields at most. */
function asJson<Choice extends z.ZodMiniType>(choice: Choice) {
  const text = z.string({ error }).check(z.maxLength(longestSelection, { error }))
  return z.pipe(z.pipe(text, z.transform(parse)), choice)
}

export const bulkForm = z.object({
  do: z.enum(operations, { error }),
  team: z.optional(carried()),
  /** Ids, or the filters that the people match. */
  selection: asJson(z.union(selections, { error })),
  fingerprint: fingerprint(),
  list: z._default(z.string({ error }), '').check(z.maxLength(longestList, { error })),
})

export const inviteForm = z.object({
  /** Or everybody without an account. */
  selection: asJson(z.union([...selections, z.object({ everyone: z.literal(true) })], { error })),
  fingerprint: fingerprint(),
})

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
