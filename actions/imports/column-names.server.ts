import { type FieldName, fieldNames } from '#db/user-fields.ts'
import type { Destination } from '../imports.schema.ts'
import { fold } from '../spreadsheet/fold.server.ts'
import { headOf, userWords } from '../user-words.schema.ts'

export type Place = Exclude<Destination, 'leave'>
type Names = { own: readonly string[]; also: readonly string[] }

// Our own names are those of our files and of the JSON.
const fieldHeads = Object.fromEntries(
  fieldNames.map((name) => {
    const { label, heads } = userWords[name]
    return [name, { own: [label, headOf(name), name], also: heads?.split(',') ?? [] }]
  }),
) as unknown as Record<FieldName, Names>

const partHeads: Record<'firstName' | 'middleName' | 'lastName' | 'inactive', Names> = {
  firstName:
    also(`First name, First, Given name, Given names, Forename, Vorname, Prénom, Nombres, Primer nombre,
    Voornaam, Imię, Jméno, Křestní jméno, Ad, Adı, Legal first name, Fornavn, Förnamn, Etunimi, Имя, 名`),
  middleName: also(
    'Middle name, Middle, Additional name, Zweiter Vorname, Deuxième prénom, Tussenvoegsel, Mellomnavn, Отчество',
  ),
  lastName:
    also(`Last name, Last, Surname, Family name, Nachname, Familienname, Nom de famille, Apellido, Apellidos,
    Primer apellido, Apellido paterno, Cognome, Sobrenome, Apelido, Achternaam, Nazwisko, Příjmení, Soyad, Soyadı,
    Legal last name, Etternavn, Efternavn, Efternamn, Sukunimi, Фамилия, 姓`),
  inactive:
    also(`Suspended, Blocked, Block credential, Block sign in, Disabled, Deactivated, Archived, Inactive, Terminated, Gesperrt,
    Deaktiviert, Archiviert, Suspendu, Archivé, Suspendido, Sospeso, Suspenso, Geblokkeerd`),
}

const known: Record<Place, Names> = {
  id: { own: [], also: ['Rollcall id'] },
  ...partHeads,
  ...fieldHeads,
}

/** Each name that a column can have, folded. The first place with a name keeps it. */
export const placesByName = { own: byName('own'), also: byName('also') }

function byName(names: keyof Names): ReadonlyMap<string, Place> {
  const places = Object.entries(known) as [Place, Names][]
  const pairs = places.flatMap(([place, each]) => each[names].map((name) => [fold(name), place] as const))
  return new Map(pairs.reverse())
}

/** "Name" beside one part of a name is the other part. */
export const eitherName = new Set(['Name', 'Names', 'Nom', 'Nombre', 'Nome', 'Naam'].map(fold))

/** The second of two family names, which follows the first. */
export const secondLastName = new Set(
  ['Segundo apellido', 'Apellido 2', 'Apellido materno', 'Second surname'].map(fold),
)

/** What a column is called in a file without names of columns. */
export function nameOfColumn(index: number): string {
  return `Column ${index + 1}`
}

/**
 * Whether a file is plainly an export of ours: only there an "Id" is the number of somebody here. To the letter, and with a
 * name of a column that others do not have, because many systems write "id", "name" and "email".
 */
export function isOwnFile(head: readonly string[]): boolean {
  const heads = head.map((cell) => cell.trim()).filter(Boolean)
  const hasId = heads.includes('Id') || heads.includes('id')
  return hasId && heads.every((each) => ownHeads.has(each)) && heads.some((each) => onlyOurs.has(each))
}

const ownHeads = new Set([
  ...Object.values(fieldHeads).flatMap(({ own }) => own),
  'Id',
  'id',
  'updatedAt',
  'createdAt',
  'Why it was refused',
])
const onlyOurs = new Set(['Known as', 'knownAs', 'Sort under', 'sortName', 'Listed', 'updatedAt'])

const longestHead = 200

/** A head as it may be meant: as it stands, and without remarks, numbers and what address books add. */
export function wordsOf(head: string): string[] {
  // The expressions below take quadratic time.
  const cell = head.slice(0, longestHead)
  const numbered = cell.replace(/#/g, ' number').replace(/\bn[ro]\.?\s*$/i, 'number')
  const bare = numbered.replace(/\[[^\]]*\]|\([^)]*\)|\*/g, ' ').replace(/\s(?:required|optional)\s*$/i, ' ')
  // Google and Outlook count: "E-mail 1 - Value", "Phone 2 - Value", "Website 1 - Value".
  const uncounted = bare.replace(/\s*\d+\s*(-\s*value)?\s*$/i, ' ')
  return [...new Set([cell, numbered, bare, uncounted].map(fold))].filter(Boolean)
}

/** Whether a head names both parts of a name, such as "Vorname Nachname" or "Name, Vorname". */
export function isOfBothNames(head: string): boolean {
  const text = head.slice(0, longestHead)
  const places = (pattern: RegExp) => text.split(pattern).map((part) => placesByName.also.get(fold(part)))
  const areBoth = (found: readonly (Place | undefined)[], last: readonly Place[]) =>
    found.length === 2 && found.includes('firstName') && found.some((place) => place && last.includes(place))
  return (
    areBoth(places(/\s/), ['lastName']) ||
    areBoth(places(/[,/&+]|\s(?:and|und|et|och|og|y|e|i|en)\s/i), ['lastName', 'name'])
  )
}

function also(heads: string): Names {
  return { own: [], also: heads.split(',') }
}
