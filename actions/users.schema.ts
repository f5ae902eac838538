import * as z from 'zod/mini'
import { email, ids, text, tickBox } from './fields.schema.ts'

/** How many links a user may have. */
export const mostLinks = 10

const phone = text({
  called: 'Phone',
  max: 50,
  form: {
    test: (typed) => /\p{Nd}/u.test(typed),
    error: 'Enter a phone number, like +44 20 7946 0018',
  },
})

const linkError = 'A link is an address, with or without a label'

const link = z
  .object(
    {
      label: text({ called: 'Link label', max: 100 }),
      url: text({
        called: 'Link address',
        max: 2000,
        form: { test: isWebAddress, error: 'Enter a link address that starts with https:// or http://' },
      }),
    },
    { error: linkError },
  )
  .check((ctx) => {
    const { label, url } = ctx.value
    if (url === '' && label !== '')
      ctx.issues.push({ code: 'custom', message: 'Enter a link address', input: url, path: ['url'] })
  })

// A row that was added and left empty is no link, wherever it stands.
const links = z._default(z.array(z._default(link, { label: '', url: '' }), { error: linkError }), []).check(
  z.overwrite((rows) => rows.filter(({ label, url }) => label !== '' || url !== '')),
  (ctx) => {
    if (ctx.value.length > mostLinks)
      ctx.issues.push({ code: 'custom', message: `Links must be ${mostLinks} or fewer`, input: ctx.value })
  },
)

/** What the form about a user says. */
export const userForm = z.object({
  name: text({ called: 'Name', max: 200, missing: 'Enter a name' }),
  knownAs: text({ called: 'Known as', max: 100 }),
  email: email('Enter an e-mail'),
  phone,
  jobTitle: text({ called: 'Job title', max: 200 }),
  teams: ids('Choose teams from the list'),
  location: text({ called: 'Location', max: 200 }),
  about: text({ called: 'About', max: 1000, paragraphs: true }),
  links,
  status: z.enum(['active', 'inactive'], { error: 'Choose a status' }),
  listed: tickBox('Choose whether the user is listed'),
})

/** The values of a form about a user that passed. */
export type UserFields = z.output<typeof userForm>

function isWebAddress(url: string): boolean {
  return /^https?:\/\/\S+$/iu.test(url) && URL.canParse(url)
}
