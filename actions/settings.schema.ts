import * as z from 'zod/mini'
import { carried, text, tickBox } from './fields.schema.ts'

export const organisation = text({ called: 'Organisation', max: 100 })

export const view = z.enum(['anyone', 'found', 'accounts'], { error: 'Choose who may see the directory' })

/** The server knows which countries there are. */
export const homeCountry = text({ called: 'Home country', max: 2 })

/** The server knows which zones there are. */
export const timeZone = text({ called: 'Time zone', max: 100 })

// More than an origin, such as a path, would be cut off without notice.
const originPattern = /^https?:\/\/[^\s/\\?#@]+\/?$/i
const sentForm = /^https?:\/\/([a-z\d._-]+|\[[\da-f:.]+\])(:\d+)?$/
const mostOrigins = 50
const mostCharacters = 2000

const longestContact = 500
const emailPattern = /^(mailto:)?[^\s@<>,?:]+@[^\s@<>,?:]+$/i

export const settingsForm = z.object({
  version: carried(),
  organisation,
  view,
  homeCountry,
  timeZone,
  corsOrigins: origins(),
  ssoAdmits: z._default(
    z.enum(['linked', 'email', 'everybody'], { error: 'Choose whom single sign-on lets in' }),
    'linked',
  ),
  adminsNeedSecondFactor: tickBox('Choose whether admins need a second factor'),
  mailedLinks: tickBox('Tick the box or leave it empty'),
  waysIn: z._default(z.enum(['both', 'provider'], { error: 'Choose how people sign in' }), 'both'),
  securityContact: address(
    { called: 'The contact for security' },
    'Enter an email address, or an address that starts with https://',
    (typed) => (emailPattern.test(typed) ? `mailto:${typed.replace(/^mailto:/i, '')}` : webAddress(typed)),
  ),
  securityPolicy: address(
    { called: 'The address of the policy' },
    'Enter an address that starts with https://',
    webAddress,
  ),
})

export type SettingFields = Omit<z.output<typeof settingsForm>, 'version'>

export const settingLabels: Record<keyof SettingFields, string> = {
  organisation: 'Organisation',
  view: 'Who may see the directory?',
  homeCountry: 'Home country',
  timeZone: 'Time zone',
  corsOrigins: 'Web pages that may read the JSON',
  ssoAdmits: 'Whom does single sign-on let in?',
  waysIn: 'How do people sign in?',
  adminsNeedSecondFactor: 'Admins need a second factor',
  mailedLinks: 'People may sign in with a link by email, without a password',
  securityContact: 'Contact for security',
  securityPolicy: 'Security policy',
}

export const viewLabels: Record<SettingFields['view'], string> = {
  accounts: 'Only people who sign in',
  anyone: 'Anyone',
  found: 'Everybody, also through search engines',
}

export const admitLabels: Record<SettingFields['ssoAdmits'], string> = {
  linked: 'Only those who used it before',
  email: 'Also accounts with the same email address',
  everybody: 'Everybody: they become viewers, linked to the person with the same email address',
}

export const wayInLabels: Record<SettingFields['waysIn'], string> = {
  both: 'With a password or single sign-on',
  provider: 'Only with single sign-on',
}

/** One line, as `read` writes it; '' for none. @param read - undefined refuses it */
function address(
  { called }: { called: string },
  refusal: string,
  read: (typed: string) => string | undefined,
) {
  return z.pipe(
    text({ called, max: longestContact }),
    z.transform((typed: string, ctx) => {
      const found = typed === '' ? '' : read(typed)
      if (found === undefined || found.length > longestContact)
        ctx.issues.push({ code: 'custom', message: refusal, input: typed })
      return found ?? ''
    }),
  )
}

function webAddress(typed: string): string | undefined {
  return /^https:\/\/[^\s/]/i.test(typed) && URL.canParse(typed) ? new URL(typed).href : undefined
}

/** Origins as browsers send them, one per line; "*" for all of them, '' for none. */
function origins() {
  const typed = text({ called: 'The list of origins', max: mostCharacters, paragraphs: true })
  return z.pipe(
    typed,
    z.pipe(
      z.transform((lines: string, ctx) => {
        const read = lines.split('\n').map((line) => toOrigin(line.trim()))
        const refuse = (message: string) => ctx.issues.push({ code: 'custom', message, input: lines })
        const [bad, star] = [read.indexOf(undefined) + 1, read.indexOf('*') + 1]
        const origins = [...new Set(read.filter((origin) => origin !== ''))]
        if (bad)
          refuse(
            `Line ${bad} must be an origin such as https://www.example.org, without a path, or * for all`,
          )
        else if (star && origins.length > 1)
          refuse(`Line ${star} lets the pages of all origins in. Take it out, or all other lines`)
        else if (origins.length > mostOrigins) refuse(`Enter ${mostOrigins} origins or fewer`)
        return origins.join('\n')
      }),
      // Names in other scripts get longer as browsers send them.
      z.string().check((ctx) => {
        if (ctx.value.length > mostCharacters)
          ctx.issues.push({
            code: 'custom',
            message: 'Enter fewer origins: these are too long',
            input: ctx.value,
          })
      }),
    ),
  )
}

/** A line as browsers send it in an Origin header, '' for an empty one; undefined when it is not an origin. */
function toOrigin(line: string): string | undefined {
  if (line === '' || line === '*') return line
  if (!originPattern.test(line) || !URL.canParse(line)) return undefined
  const { origin } = new URL(line)
  return sentForm.test(origin) ? origin : undefined
}
