import * as z from 'zod'
import { largestInteger, parseId } from '#db/ids.ts'
import type { Order } from '#db/paging.ts'
import { userFields } from '#db/user-fields.ts'
import { longestSearch, mostLocationsInList, mostTeamsInList, searchPattern } from '#db/users/limits.ts'
import { formats } from '../http/media-type.ts'

const orders = ['id', '-id', 'name', '-name', 'updatedAt', '-updatedAt'] as const satisfies Order[]
/** The page size of JSON when the caller gives none. */
export const usualLimit = 100

const mostOnPage = 1000
const limitError = `must be a whole number from 1 to ${mostOnPage}`

/** The syntax of the parameters of `GET /api/users`. The permitted values also depend on the caller. */
export const usersQuery = z.object({
  limit: z
    .string()
    .regex(/^\d{1,4}$/, limitError)
    .transform(Number)
    .pipe(z.int().min(1, limitError).max(mostOnPage, limitError))
    .optional()
    .describe(
      `The most people to answer: 1 to ${mostOnPage}, by default ${usualLimit}. A whole list (JSON Lines, CSV, vCard) has no limit by default.`,
    ),
  cursor: z.string().optional().describe('A place in the list, from a Link header.'),
  sort: z
    .enum(orders, { error: `must be one of ${orders.join(', ')}` })
    .default('id')
    .describe('The order; "-" in front for the highest first. Sorting by updatedAt needs a token.'),
  q: z
    .string()
    .max(longestSearch, `must be ${longestSearch} characters or fewer`)
    .regex(searchPattern, 'must not contain control characters')
    .optional()
    .describe(
      'Words that must all appear in what the caller may see, in any case and spelling, with or without accents, such as ue for ü. One or two letters must start a word.',
    ),
  team: z
    .array(
      z
        .string()
        .refine((id) => parseId(id) !== undefined, 'must be the id of a team')
        .transform(Number)
        .pipe(z.int().min(1).max(largestInteger)),
    )
    .max(mostTeamsInList, `must be given ${mostTeamsInList} times at most`)
    .optional()
    .describe('The id of a team, for the people in it. Given more than once: the people in any of them.'),
  location: z
    .array(
      z
        .string()
        .max(userFields.location.max, `must be ${userFields.location.max} characters or fewer`)
        .regex(searchPattern, 'must not contain control characters'),
    )
    .max(mostLocationsInList, `must be given ${mostLocationsInList} times at most`)
    .optional()
    .describe(
      'The exact location of the people. Given more than once: any of them. It needs a token with the scope users:read.',
    ),
  status: z
    .enum(['active', 'inactive', 'all'], { error: 'must be active, inactive or all' })
    .default('active')
    .describe('The status of the people. Any other than active needs a token.'),
  fields: z
    .string()
    .transform((text) => text.split(','))
    .optional()
    .describe(
      'The names of the fields to answer, with commas between them. All that the caller may see by default. The id is always there, except in CSV; in a vCard the name is, too.',
    ),
  format: z
    .enum(formats, { error: `must be one of ${formats.join(', ')}` })
    .optional()
    .describe('The media type, for clients that cannot set an Accept header.'),
  bom: z
    .literal('1', { error: 'must be 1' })
    .optional()
    .describe('1: a CSV starts with a byte-order mark, as Excel likes it.'),
})
