import * as z from 'zod'

/** A user as outside systems read it: the contract of `db/users-json.ts`. Absent means "not set or not permitted". */
export const userJson = z.object({
  id: z.int().min(1),
  name: z.string().min(1),
  knownAs: z.string().min(1).optional(),
  jobTitle: z.string().min(1).optional(),
  about: z.string().min(1).optional(),
  links: z
    .array(z.object({ label: z.string().min(1).optional(), url: z.url() }))
    .min(1)
    .optional(),
  location: z.string().min(1).optional(),
  status: z.enum(['active', 'inactive']).optional(),
  createdAt: z.iso.datetime().optional(),
  updatedAt: z.iso.datetime().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
})
