import { ownProperties, productId } from '#actions/imports/formats/own-vcards.server.ts'
import type { VisibleField } from '#db/policy.ts'

type Options = {
  /** Such as `https://people.example.org`. */
  origin: string
  organisation: string
}

type User = Partial<Record<Exclude<VisibleField, 'id' | 'name' | 'teams' | 'links' | 'listed'>, string>> & {
  id: number
  name: string
  teams?: { name: string }[]
  links?: { label?: string; url: string }[]
  listed?: boolean
}

/**
 * Writes users, given as JSON, as vCards (RFC 6350, RFC 9554). Absent fields have no property, so that a card says no more
 * than its reader may see. `readVcards` reads them back.
 */
export function vcardWriter(options: Options): (users: readonly string[]) => string {
  return (users) => users.map((user) => toCard(JSON.parse(user) as User, options)).join('')
}

function toCard(user: User, { origin, organisation }: Options): string {
  const { id, name, teams = [], links = [], listed } = user
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `PRODID:${productId}`,
    `UID:${origin}/users/${id}`,
    'KIND:individual',
    `FN:${escaped(name)}`,
    `N:${nameParts(name, user.sortName).map(escaped).join(';')};;;`,
    ...property('NICKNAME', user.knownAs),
    ...property('PRONOUNS', user.pronouns),
    ...property('EMAIL;TYPE=work', user.email),
    ...property('TEL;TYPE="voice,work"', user.phone),
    ...property('TEL;TYPE="cell,work"', user.mobile),
    ...property('TITLE', user.jobTitle),
    ...property('ORG', organisation),
    ...(teams.length > 0 ? [`CATEGORIES:${teams.map((team) => escaped(team.name)).join(',')}`] : []),
    ...(user.location ? [`ADR;TYPE=work:;;${escaped(user.location)};;;;`] : []),
    ...property('NOTE', user.about),
    ...links.flatMap(linkLines),
    ...property('REV', user.updatedAt?.replace(/\.\d+|[:-]/g, '')),
    ...property(ownProperties.id, String(id)),
    ...property(ownProperties.sortName, user.sortName),
    ...property(ownProperties.staffNumber, user.staffNumber),
    ...property(ownProperties.status, user.status),
    ...property(ownProperties.listed, listed === undefined ? undefined : listed ? 'yes' : 'no'),
    'END:VCARD',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** The family name, as somebody sorts it or else the last word, and the names before it. */
export function nameParts(name: string, sortName = ''): [family: string, given: string] {
  const comma = sortName.indexOf(',')
  if (comma > 0) return [sortName.slice(0, comma).trim(), sortName.slice(comma + 1).trim()]
  const start =
    sortName && name.endsWith(sortName) ? name.length - sortName.length : name.lastIndexOf(' ') + 1
  return [name.slice(start), name.slice(0, start).trim()]
}

/** No standard property has the label of a link; address books know Apple's. */
function linkLines({ label, url }: { label?: string; url: string }, index: number): string[] {
  if (!label) return [`URL:${url}`]
  const group = `item${index + 1}`
  return [`${group}.URL:${url}`, `${group}.X-ABLabel:${escaped(label)}`]
}

export function property(name: string, value: string | undefined): string[] {
  return value ? [`${name}:${escaped(value)}`] : []
}

/** RFC 6350, 3.4. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\,;]/g, '\\$&').replaceAll('\n', '\\n')
}

const longestLine = 75

/** In lines of 75 bytes, cut between characters (RFC 6350, 3.2). */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= longestLine) return line
  let [text, left] = ['', longestLine]
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (size > left) {
      text += '\r\n '
      left = longestLine - 1
    }
    text += character
    left -= size
  }
  return text
}
