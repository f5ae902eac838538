import { LRUCache } from 'lru-cache'
import { fold } from '../../spreadsheet/fold.server.ts'
import {
  bracketWords,
  fillers,
  joinedWords,
  nameFillers,
  otherWords,
  personWords,
  privateWords,
  readings,
  remarkWords,
  roleWords,
  statusWords,
  usualWords,
  wordsIn,
  workWords,
} from './head-words.server.ts'
import { byWords, exact, type Place, sorted } from './known-heads.server.ts'

const longestHead = 200

/** How sure a head is: our own name, a name that others use, such a name among words that change nothing. */
export const tiers = ['own', 'also', 'composed'] as const

type Tier = (typeof tiers)[number]

/** Where a column with this head may go, best first. */
export function placesOf(head: string, tier: Tier): readonly Place[] {
  const cell = head.slice(0, longestHead)
  return tier === 'composed' ? composedBefore(cell) : (exact[tier].get(fold(cell)) ?? [])
}

// The first rows of a file are read again and again, to find the one that names the columns.
const knownPlaces = new LRUCache<string, readonly Place[]>({ max: 10_000 })

function composedBefore(head: string): readonly Place[] {
  const places = knownPlaces.get(head) ?? composed(head)
  knownPlaces.set(head, places)
  return places
}

// The name and the number of a company belong to nobody.
const ofPeople: readonly Place[] = [
  'name',
  'firstName',
  'middleName',
  'lastName',
  'knownAs',
  'sortName',
  'staffNumber',
  'id',
]
const ofNames: readonly Place[] = ['name', 'firstName', 'lastName']
const partsOfNames: readonly Place[] = ['firstName', 'middleName', 'lastName']
const ofTeams: readonly Place[] = ['teams', 'jobTitle', 'location']

function composed(head: string): Place[] {
  const all = wordsIn(head)
  if (isAboutOthers(head) || isOfBothNames(head) || readings.test(head)) return []
  const isPrivate = isAboutPrivateLife(head)
  const without = (...sets: ReadonlySet<string>[]) =>
    byWords.get(sorted(all.filter((word) => !sets.some((set) => set.has(word))))) ?? []
  const people = [personWords, roleWords]
  const bare = [...people, usualWords, fillers]
  const ways = [
    byWords.get(sorted(all)) ?? [],
    ...variantsOf(head).map((variant) => [
      ...(exact.own.get(variant) ?? []),
      ...(exact.also.get(variant) ?? []),
    ]),
    without(fillers),
    without(...people, fillers),
    without(nameFillers, ...people, fillers).filter((place) => partsOfNames.includes(place)),
    ...[without(workWords, usualWords, fillers), without(workWords, ...bare)].map((places) =>
      places.filter((place) => !ofPeople.includes(place) && place !== 'status'),
    ),
    without(nameFillers, workWords, ...bare).filter((place) => ofTeams.includes(place)),
    byWords.get(sorted(lastPart(head))) ?? [],
    isStatus(all) ? (['status'] as const) : [],
  ]
  const found = ways.find((each) => each.length > 0) ?? []
  const places = hasStrangeBracket(head) ? found.filter((place) => ofNames.includes(place)) : found
  return isPrivate ? places.filter((place) => place === 'teams' || place === 'jobTitle') : [...places]
}

/** "Worker status", "Mitgliedsstatus": the status of somebody among the people, and not of an order or a training. */
function isStatus(all: readonly string[]): boolean {
  const rest = all.filter(
    (word) => ![personWords, workWords, usualWords, fillers].some((set) => set.has(word)),
  )
  return (
    rest.length > 0 &&
    rest.every((word) => statusWords.has(word)) &&
    rest.some((word) => word.includes('stat'))
  )
}

/** "First name" of "Legal name - First name"; "" where the part before it says something of its own, such as an address. */
function lastPart(head: string): string {
  const parts = head.split(/\s-\s|[.:|]\s*/)
  const before = parts.slice(0, -1).flatMap(wordsIn)
  const saysNothing = [personWords, workWords, nameFillers, new Set(['legal'])]
  const isBare = before.length > 0 && before.every((word) => saysNothing.some((set) => set.has(word)))
  return isBare ? (parts.at(-1) ?? '') : ''
}

/** Whether a bracket says something of its own, such as "(landlord)". */
function hasStrangeBracket(head: string): boolean {
  const inside = [...head.normalize('NFKC').matchAll(/[([]([^()[\]]*)[)\]]/g)].flatMap(([, text = '']) =>
    wordsIn(text),
  )
  const harmless = [bracketWords, personWords, workWords, usualWords, fillers, nameFillers]
  return inside.some((word) => !harmless.some((set) => set.has(word)))
}

/** Whether a head says that its values are those of somebody else, or of another kind: "Parent email", "Order status". */
export function isAboutOthers(head: string): boolean {
  return wordsIn(head).some((word) => otherWords.has(word) || remarkWords.has(word))
}

/** Whether a head says that its values are of somebody's own, or at home: "Phone (home)". */
export function isAboutPrivateLife(head: string): boolean {
  return joinedWords.private.test(head) || wordsIn(head).some((word) => privateWords.has(word))
}

/** Whether a head says that its values are those of the work, which come before others. */
export function isAboutWork(head: string): boolean {
  return joinedWords.harmless.test(head) || wordsIn(head).some((word) => workWords.has(word))
}

/** Whether a head names people and nothing about them: "Employee", "Staff member", "Worker name". */
export function isOfPeople(head: string): boolean {
  const all = wordsIn(head)
  const isPerson = (word: string) => personWords.has(word) || roleWords.has(word)
  return (
    all.some(isPerson) && all.every((word) => isPerson(word) || fillers.has(word) || nameFillers.has(word))
  )
}

/** Whether a head is about a company: its name is nobody's. */
export function isOfCompany(head: string): boolean {
  return wordsIn(head).some((word) => workWords.has(word))
}

/** "Name" beside the parts of a name is one of them, or something else. */
const eitherName = new Set(
  [
    'Name',
    'Names',
    'Nom',
    'Nombre',
    'Nome',
    'Naam',
    'Contact name',
    'Contact person',
    'Common name',
    'cn',
    '名前',
    '이름',
  ].map(fold),
)

/** Whether a head may name either part, or the whole: "Nom", and "Nom adhérent". */
export function isEitherName(head: string): boolean {
  const rest = wordsIn(head).filter((word) => !personWords.has(word) && !fillers.has(word))
  return eitherName.has(fold(head)) || eitherName.has(rest.join(''))
}

/** The second of two family names, which follows the first. */
export const secondLastName = new Set(
  ['Segundo apellido', '2º apellido', 'Apellido 2', 'Apellido materno', 'Second surname'].map(fold),
)

/** Where people sign in, which is an address and often nobody reads what is sent there. */
export const signInNames = new Set(
  [
    'User principal name',
    'UPN',
    'Sign in name',
    'Login email',
    'Email login',
    'Username',
    'User name',
    'Login',
  ].map(fold),
)

/** A head without remarks, marks, numbers and what address books add, folded. */
function variantsOf(cell: string): string[] {
  const numbered = cell
    .normalize('NFKC')
    .replace(/#/g, ' number')
    .replace(/\bn[ro]\.?\s*$/i, 'number')
  const bare = numbered.replace(/\[[^\]]*\]|\([^)]*\)|\*/g, ' ').replace(/\s(?:required|optional)\s*$/i, ' ')
  // Google and Outlook count: "E-mail 1 - Value", "Phone 2 - Value", "Website 1 - Value".
  const uncounted = bare.replace(/\s*\d+\s*(-\s*value)?\s*$/i, ' ')
  const short = bare.replace(joinedWords.harmless, '')
  return [...new Set([numbered, bare, uncounted, short].map(fold))].filter(Boolean)
}

const nameParts: readonly Place[] = ['firstName', 'lastName', 'name']

const partOf = new Set(['first', 'last', 'given', 'family', 'middle', 'sur'])

/** Whether a head names both parts of a name, such as "Vorname Nachname" or "Name, Vorname". */
export function isOfBothNames(head: string): boolean {
  const text = head.slice(0, longestHead)
  const areBoth = (parts: readonly string[]) => {
    const [one, other, ...more] = parts.map((part) =>
      exact.also.get(fold(part))?.find((place) => nameParts.includes(place)),
    )
    return one !== other && one !== undefined && other !== undefined && more.length === 0
  }
  const bySpace = text.trim().split(/\s+/)
  return (
    areBoth(text.split(/[,/&+]|\s(?:and|und|et|och|og|y|e|i|en|a|si|ve)\s/i)) ||
    // "First name" has one part.
    (areBoth(bySpace) && !partOf.has(fold(bySpace[0] ?? '')))
  )
}

/** Whether a head names the family name before the first name: "Nachname, Vorname", "Nazwisko i imię". */
export function isLastNameFirst(head: string): boolean {
  const words = wordsIn(head).filter((word) => !personWords.has(word))
  const places = words.map((word) => exact.also.get(word)?.find((place) => nameParts.includes(place)))
  const at = (place: Place) => places.indexOf(place)
  const [last, first] =
    at('lastName') >= 0
      ? [at('lastName'), Math.max(at('firstName'), at('name'))]
      : [at('name'), at('firstName')]
  // Russian and Hungarian names are written in this order everywhere.
  return first > last && last >= 0 && !/\p{Script=Cyrillic}|vezetéknév|családnév/iu.test(head)
}
