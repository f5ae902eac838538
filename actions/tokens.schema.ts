import * as z from 'zod/mini'
import { carried, text, tickBox } from './fields.schema.ts'

/** In days. */
export const lifetimes = ['30', '90', '365'] as const

export const tokenForm = z.object({
  name: text({ called: 'Name', max: 100, missing: 'Enter a name' }),
  contact: tickBox('Tick the box or leave it empty'),
  days: z.pipe(
    z.enum(lifetimes, { error: 'Choose for how long the token is valid' }),
    z.transform((days) => Number(days)),
  ),
})

export const tokenTarget = z.object({ id: carried() })
