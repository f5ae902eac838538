import * as z from 'zod'

/** A user as outside systems read it: the contract of `db/users-json.ts`. Absent means "not set or not permitted". */
export const userJson = z.object({
  id: z.int().min(1).describe('Stays the same for ever and is never given to anybody else.'),
  name: z.string().min(1).describe('The full name, in any script.'),
  knownAs: z.string().min(1).optional().describe('What people call them.'),
  jobTitle: z.string().min(1).optional().describe('What they do.'),
  teams: z
    .array(
      z.object({
        id: z.int().min(1).describe('Stays the same when the team is renamed.'),
        name: z.string().min(1).describe('What the team is called.'),
      }),
    )
    .min(1)
    .optional()
    .describe('The teams they are in, by name.'),
  about: z.string().min(1).optional().describe('A few sentences; may hold line breaks.'),
  links: z
    .array(
      z.object({
        label: z.string().min(1).optional().describe('What the link is called.'),
        url: z.url().describe('A web address as it was typed, in any script.'),
      }),
    )
    .min(1)
    .optional()
    .describe('Pages elsewhere, in the order in which they were put.'),
  location: z.string().min(1).optional().describe('Where they work.'),
  status: z.enum(['active', 'inactive']).optional().describe('Whether they are part of the organisation.'),
  createdAt: z.iso.datetime().optional().describe('When they were added, in UTC.'),
  updatedAt: z.iso.datetime().optional().describe('When they were last changed, in UTC.'),
  email: z.string().optional().describe('The e-mail address.'),
  phone: z.string().optional().describe('The phone number as it was typed.'),
})
