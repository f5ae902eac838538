import { parseArgs } from 'node:util'
import type { Role } from '../../policy.ts'

export const usage = `Usage: npm run accounts -- list
       npm run accounts -- add EMAIL --role ROLE
       npm run accounts -- link EMAIL
       npm run accounts -- role EMAIL ROLE
       npm run accounts -- disable EMAIL
       npm run accounts -- enable EMAIL
       npm run accounts -- end-sessions EMAIL
       npm run accounts -- allow-passwords
       npm run accounts -- reset-second-factor EMAIL
ROLE is viewer, editor or admin. "add" and "link" print a one-time link for choosing a password.`

/** The message ends with how the command is used. */
export class WrongUsage extends Error {
  constructor(reason: string) {
    super([reason, usage].filter(Boolean).join('\n'))
  }
}

const deedsOfOne = ['link', 'disable', 'enable', 'end-sessions', 'reset-second-factor'] as const

const deedsOfAll = ['list', 'allow-passwords'] as const

export type DeedOfOne = (typeof deedsOfOne)[number]

export type Command =
  | { deed: 'help' }
  | { deed: 'list' }
  | { deed: 'allow-passwords' }
  | { deed: 'add' | 'role'; email: string; role: Role }
  | { deed: DeedOfOne; email: string }

/** @throws WrongUsage */
export function readCommand(args: string[]): Command {
  const { values, positionals } = parse(args)
  if (values.help) return { deed: 'help' }
  const [deed = '', email = '', ...rest] = positionals
  if (deed === '') throw new WrongUsage('')
  const ofAll = deedsOfAll.find((each) => each === deed)
  if (ofAll && positionals.length === 1 && values.role === undefined) return { deed: ofAll }
  if (deed === 'add' && rest.length === 0 && values.role !== undefined)
    return { deed, email: newEmail(email), role: roleCalled(values.role) }
  if (deed === 'role' && rest.length === 1 && values.role === undefined)
    return { deed, email, role: roleCalled(rest[0]) }
  const ofOne = deedsOfOne.find((each) => each === deed)
  if (ofOne && email && rest.length === 0 && values.role === undefined) return { deed: ofOne, email }
  const isKnown = ofOne || ofAll || ['add', 'role'].includes(deed)
  throw new WrongUsage(isKnown ? `"${deed}" is used differently.` : `There is no command "${deed}".`)
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { role: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  }
}

const roles: readonly Role[] = ['viewer', 'editor', 'admin']

function roleCalled(typed = ''): Role {
  const role = roles.find((each) => each === typed.toLowerCase())
  if (!role) throw new WrongUsage(`There is no role "${typed}".`)
  return role
}

/** The form of an account says more exactly what is wrong. */
function newEmail(typed: string): string {
  const email = typed.normalize('NFC')
  if (!/^[^\s\p{Cc}@]+@[^\s\p{Cc}@.][^\s\p{Cc}@]*$/u.test(email) || email.length > 254)
    throw new WrongUsage(`"${typed}" is no email address.`)
  return email
}
