import * as z from 'zod'
import { carried, text } from './fields.schema.ts'

/** How many links a user may have. */
export const mostLinks = 10

const email = text({ called: 'E-mail', max: 254, missing: 'Enter an e-mail' }).check((ctx) => {
  if (ctx.issues.length === 0 && !/^[^\s@]+@[^\s@]+$/u.test(ctx.value))
    ctx.issues.push({
      code: 'custom',
      message: 'Enter an e-mail in the correct format, like name@example.com',
      input: ctx.value,
    })
})

const phone = text({ called: 'Phone', max: 50 }).check((ctx) => {
  if (ctx.issues.length === 0 && ctx.value !== '' && !/\p{Nd}/u.test(ctx.value))
    ctx.issues.push({
      code: 'custom',
      message: 'Enter a phone number, like +44 20 7946 0018',
      input: ctx.value,
    })
})

const link = z
  .object(
    {
      label: text({ called: 'Link label', max: 100 }),
      url: text({ called: 'Link address', max: 2000 }),
    },
    { error: 'A link is an address, with or without a label' },
  )
  .check((ctx) => {
    const { label, url } = ctx.value
    const refuse = (message: string) =>
      ctx.issues.push({ code: 'custom', message, input: url, path: ['url'] })
    if (url === '' && label !== '') refuse('Enter a link address')
    else if (url !== '' && !isWebAddress(url))
      refuse('Enter a link address that starts with https:// or http://')
  })

// A row that was added and left empty is no link, wherever it stands.
const links = z
  .array(link.default({ label: '', url: '' }))
  .default([])
  .overwrite((rows) => rows.filter(({ label, url }) => label !== '' || url !== ''))
  .check(z.maxLength(mostLinks, `Links must be ${mostLinks} or fewer`))

/** What the form about a user says. */
export const userForm = z.object({
  name: text({ called: 'Name', max: 200, missing: 'Enter a name' }),
  knownAs: text({ called: 'Known as', max: 100 }),
  email,
  phone,
  jobTitle: text({ called: 'Job title', max: 200 }),
  location: text({ called: 'Location', max: 200 }),
  about: text({ called: 'About', max: 1000, paragraphs: true }),
  links,
  status: z.enum(['active', 'inactive'], { error: 'Choose a status' }),
  listed: z.boolean({ error: 'Choose whether the user is listed' }).default(false),
})

/** Which user a form is about, and the version it was rendered from. */
export const userTarget = z.object({ id: carried(), version: carried() })

/** The values of a form about a user that passed. */
export type UserFields = z.output<typeof userForm>

const choice = z.enum(['yours', 'theirs']).optional()

/** The form about a user, changing one that exists. `take` answers a conflict page, a choice a field. */
export const editUserForm = userForm.extend({
  ...userTarget.shape,
  take: z.partialRecord(userForm.keyof(), choice).optional(),
})

function isWebAddress(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol) && !/\s/u.test(url)
  } catch {
    return false
  }
}
