import type { Person } from '#db/users/find.ts'
import { inText } from '../user-words.schema.ts'
import type { Match } from './match-people.server.ts'
import { type Cells, standsForNothing } from './row-cells.server.ts'

/** Something that only a person can decide about a row. */
export type Question = {
  kind: 'person' | 'name' | 'email'
  message: string
  /** Those who are here and may be the person. */
  people: Person[]
  choices: { value: string; label: string }[]
}

const leave = { value: 'leave', label: 'Leave the row out' }

/** Asks whether somebody here is the person of a row. */
export function personQuestion({ before, by, candidates, namesakes }: Match, { name = '' }: Cells): Question {
  const people = before ? [before] : candidates
  const [first = namesakes[0]] = people
  const who = first ? described(first) : ''
  const message =
    before && by
      ? `The ${by === 'id' ? by : inText(by)} is that of ${who}. Is ${name} the same person?`
      : people.length === 0
        ? `${who} is here already, in another row of the file. Is this row about somebody else?`
        : people.length > 1
          ? `${people.length} people here may be ${name}. Is one of them the same person?`
          : `${who} is here already. Is ${name} the same person?`
  return {
    kind: 'person',
    message,
    people,
    choices: [
      ...people.map((person) => ({ value: `${person.id}`, label: `Yes: change ${described(person)}` })),
      {
        value: 'new',
        label: `${people.length === 0 ? 'Yes' : 'No'}: add ${name} as a new person${before && by ? `, without this ${by === 'id' ? by : inText(by)}` : ''}`,
      },
      leave,
    ],
  }
}

function described({ name, email, phone, jobTitle }: Person): string {
  const detail = email || phone || jobTitle
  return detail ? `${name} (${detail})` : name
}

/**
 * Asks about a name such as "N/A", and about an email with a domain that is probably mistyped.
 * @param isLone - the name is alone in its row, as the title of a section is
 */
export function strangeQuestion({ name = '', email = '' }: Cells, isLone: boolean): Question | undefined {
  if (name && (isLone || standsForNothing(name) || noPerson.test(name)))
    return accept('name', `Is “${name}” the name of a person?`)
  const meant = email && meantDomain(email)
  return meant ? accept('email', `Is ${email} right? It is probably meant to end in ${meant}`) : undefined
}

// A post that nobody has, and what a program takes for the name where there is none.
const noPerson =
  /^[^\p{L}]*(?:vacant|vacancy|position vacant|open position|to be (?:confirmed|filled|appointed)|new (?:hire|starter)|n\.?\s?n\.?|vakant|unbesetzt|poste vacant|à pourvoir|vacante|vago|vacat|wakat|neobsazeno|boş kadro)(?:\s(?:position|post|role))?[^\p{L}]*$|^\S+@\S+$/iu

function accept(kind: 'name' | 'email', message: string): Question {
  return { kind, message, people: [], choices: [{ value: 'take', label: 'Yes: take it as it is' }, leave] }
}

const commonDomains = [
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'outlook.com',
  'yahoo.com',
  'icloud.com',
  'gmx.de',
]

/** The common domain that differs in one character from that of an email; undefined where there is none. */
function meantDomain(email: string): string | undefined {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  if (commonDomains.includes(domain) || domain.length > 20) return undefined
  const mistyped = commonDomains.find((common) => differsByOne(domain, common))
  // ".con" is no top-level domain, nor is ".cmo".
  return (
    mistyped ??
    (/\.(?:con|cmo|comm|ogr)$/.test(domain)
      ? `${domain.replace(/\.[^.]*$/, '')}.${domain.endsWith('ogr') ? 'org' : 'com'}`
      : undefined)
  )
}

/** One character more, less or different, or two that changed places. */
function differsByOne(one: string, other: string): boolean {
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  const [rest, meant] = [one.slice(start), other.slice(start)]
  return (
    rest.slice(1) === meant.slice(1) ||
    rest.slice(1) === meant ||
    rest === meant.slice(1) ||
    (rest[0] === meant[1] && rest[1] === meant[0] && rest.slice(2) === meant.slice(2))
  )
}
