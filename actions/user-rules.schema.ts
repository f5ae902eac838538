import * as z from 'zod/mini'
import type { FieldName, Kind } from '#db/user-fields.ts'
import { emailRule, ids, text, tickBox } from './fields.schema.ts'

/**
 * A field of the user form as sent to the browser. The tables of fields and words stay on the server, so that a new
 * field adds nothing to the scripts.
 */
export type FormField = {
  name: FieldName
  kind: Kind
  label: string
  called: string
  /** In characters, or rows. */
  max: number
  missing?: string
}

export const statusLabels = { active: 'Active', inactive: 'Inactive' } as const

const rules = {
  line: (field) => text(field),
  paragraphs: (field) => text({ ...field, paragraphs: true }),
  email: (field) => text({ ...field, ...emailRule }),
  phone: (field) => text({ ...field, refuse: refusePhone }),
  teams: ({ missing = '' }) => ids(missing),
  links,
  status: ({ missing = '' }) => z.enum(['active', 'inactive'], { error: missing }),
  listed: ({ missing = '' }) => tickBox(missing),
} satisfies Record<Kind, (field: FormField) => z.ZodMiniType>

export type RuleOf<K extends Kind> = ReturnType<(typeof rules)[K]>

export function schemaOf(fields: readonly FormField[]): z.ZodMiniObject {
  return z.object(Object.fromEntries(fields.map((field) => [field.name, rules[field.kind](field)])))
}

function links({ called, max }: FormField) {
  // A row that was added and left empty is no link.
  return z._default(z.array(z._default(link, { label: '', url: '' }), { error: linkError }), []).check(
    z.overwrite((rows) => rows.filter(({ label, url }) => label !== '' || url !== '')),
    (ctx) => {
      if (ctx.value.length > max)
        ctx.issues.push({ code: 'custom', message: `${called} must be ${max} or fewer`, input: ctx.value })
    },
  )
}

const linkError = 'A link is an address, with or without a label'

const link = z
  .object(
    {
      label: text({ called: 'Link label', max: 100 }),
      url: text({
        called: 'Link address',
        max: 2000,
        mend: withScheme,
        refuse: (url) =>
          isWebAddress(url) ? undefined : 'Enter a link address that starts with https:// or http://',
      }),
    },
    { error: linkError },
  )
  .check((ctx) => {
    const { label, url } = ctx.value
    if (url === '' && label !== '')
      ctx.issues.push({ code: 'custom', message: 'Enter a link address', input: url, path: ['url'] })
  })

function refusePhone(typed: string): string | undefined {
  if (/^\d[.,]\d+E/i.test(typed)) return 'A spreadsheet cut this number short. Enter all of it'
  return /\p{Nd}/u.test(typed) ? undefined : 'Enter a phone number, like +44 20 7946 0018'
}

/** `www.example.com` and `example.com/people` are written without their scheme. */
function withScheme(typed: string): string {
  return typed.replace(/^(?=[^\s:/?#@]+\.\p{L}{2,}([:/?#]|$))/u, 'https://')
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/\S+$/i.test(url) && URL.canParse(url)
}
