import * as z from 'zod/mini'
import { parseRevision } from '#db/ids.ts'
import { carried, damaged, fingerprint } from './fields.schema.ts'

/** The write to undo, for one person or for all, and the people whom the page said it would change. */
export const undoTarget = z.object({
  fingerprint: fingerprint(),
  revision: z.pipe(
    z
      .string({ error: damaged })
      .check(z.refine((text) => parseRevision(text) !== undefined, { error: damaged })),
    z.transform((text) => Number(text)),
  ),
  person: z.optional(carried()),
})
