import * as z from 'zod/mini'

const error = 'This form was damaged on its way. Open the page again'

/** The write that a form undoes. */
export const undoTarget = z.object({
  revision: z.pipe(
    z.string({ error }).check(z.regex(/^[1-9]\d{0,14}$/, { error })),
    z.transform((text) => Number(text)),
  ),
})
