import * as z from 'zod/mini'

const error = 'This form was damaged on its way. Open the page again'

/** The write that a form undoes, and whom it said it would change. */
export const undoTarget = z.object({
  fingerprint: z.string({ error }).check(z.regex(/^[0-9a-f]{64}$/, { error })),
  revision: z.pipe(
    z.string({ error }).check(z.regex(/^[1-9]\d{0,14}$/, { error })),
    z.transform((text) => Number(text)),
  ),
})
