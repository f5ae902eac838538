import { type FieldName, fieldNames } from '#db/user-fields.ts'
import type { Destination } from '../imports.schema.ts'
import { fold } from '../spreadsheet/fold.server.ts'
import { emailsIn, readStatus, readYes } from '../spreadsheet/read-cells.server.ts'
import { headOf, userWords } from '../user-words.schema.ts'

type Place = Exclude<Destination, 'leave'>
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
    Voornaam, Imię, Jméno, Křestní jméno, Ad, Adı, 名`),
  middleName: also('Middle name, Middle, Additional name, Zweiter Vorname, Deuxième prénom, Tussenvoegsel'),
  lastName:
    also(`Last name, Last, Surname, Family name, Nachname, Familienname, Nom de famille, Apellido, Apellidos,
    Primer apellido, Cognome, Sobrenome, Apelido, Achternaam, Nazwisko, Příjmení, Soyad, Soyadı, 姓`),
  inactive:
    also(`Suspended, Blocked, Block credential, Disabled, Deactivated, Archived, Inactive, Terminated, Gesperrt,
    Deaktiviert, Archiviert, Suspendu, Archivé, Suspendido, Sospeso, Suspenso, Geblokkeerd`),
}

const known: Record<Place, Names> = {
  id: { own: [], also: ['Rollcall id'] },
  ...partHeads,
  ...fieldHeads,
}

// Each name that a column can have, folded. The first place with a name keeps it.
const placesByName = { own: byName('own'), also: byName('also') }

function byName(names: keyof Names): ReadonlyMap<string, Place> {
  const places = Object.entries(known) as [Place, Names][]
  const pairs = places.flatMap(([place, each]) => each[names].map((name) => [fold(name), place] as const))
  return new Map(pairs.reverse())
}

// "Name" beside one part of a name is the other part.
const eitherName = new Set(['Name', 'Names', 'Nom', 'Nombre', 'Nome', 'Naam'].map(fold))

// A second one of these says something more.
const several: readonly Place[] = ['email', 'phone', 'mobile', 'links']

/**
 * Where columns go, by what they are called and what they hold: our own names before others, and a head that stands twice
 * counts once.
 * @param rows - some of the rows, whose cells decide where a name alone would mislead
 */
export function matchColumns(
  head: readonly string[],
  rows: readonly (readonly string[])[] = [],
): Destination[] {
  const columns: Destination[] = head.map(() => 'leave')
  const cellsOf = (index: number) => rows.map((cells) => (cells[index] ?? '').trim()).filter(Boolean)
  const words = head.map(wordsOf)
  const folded = head.map(fold)
  const seen = folded.map((word, index) => folded.indexOf(word) === index)
  const isOwn = isOwnFile(head)
  for (const names of ['own', 'also'] as const)
    for (const index of head.keys()) {
      if (columns[index] !== 'leave' || !seen[index]) continue
      const place =
        isOwn && folded[index] === 'id'
          ? 'id'
          : words[index]?.map((word) => placesByName[names].get(word)).find(Boolean)
      if (!place || (columns.includes(place) && !several.includes(place))) continue
      if (!misleads(place, cellsOf(index), names)) columns[index] = place
    }
  settleNames(head, columns)
  const fill = (place: Place, test: (cells: readonly string[]) => boolean) => {
    const index = head.findIndex((_, each) => columns[each] === 'leave' && test(cellsOf(each)))
    if (index >= 0 && !columns.includes(place)) columns[index] = place
  }
  fill('email', areEmails)
  if (head.every((cell, index) => cell === nameOfColumn(index))) {
    fill('name', areNames)
    fill('phone', arePhones)
  }
  return columns
}

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

/** A head as it may be meant: as it stands, and without remarks, numbers and what address books add. */
function wordsOf(cell: string): string[] {
  const numbered = cell.replace(/#/g, ' number').replace(/\bn[ro]\.?\s*$/i, 'number')
  const bare = numbered.replace(/\[[^\]]*\]|\([^)]*\)|\*/g, ' ')
  // Google and Outlook count: "E-mail 1 - Value", "Phone 2 - Value", "Website 1 - Value".
  const uncounted = bare.replace(/\s*\d+\s*(-\s*value)?\s*$/i, ' ')
  return [...new Set([cell, numbered, bare, uncounted].map(fold))].filter(Boolean)
}

/** Cells that show that a column is not what its name says. */
function misleads(place: Place, cells: readonly string[], names: 'own' | 'also'): boolean {
  if (cells.length === 0) return false
  const most = (test: (cell: string) => boolean) => cells.filter(test).length * 2 > cells.length
  if (place === 'status' && names === 'also') return !most((cell) => readStatus(cell) !== undefined)
  if (place === 'inactive') return !most((cell) => readYes(cell) !== undefined)
  if (place === 'jobTitle') return most((cell) => accessRoles.has(fold(cell)))
  if (place === 'email') return !cells.some((cell) => cell.includes('@'))
  return false
}

// What somebody may do in another system, and forms of address.
const accessRoles = new Set(
  `member, members, admin, administrator, superadmin, moderator, owner, editor, author, contributor, subscriber, viewer,
  user, guest, mr, mrs, ms, miss, mx, dr, herr, frau, mme, sr, sra`
    .split(',')
    .map(fold),
)

/** "Nom" beside "Prénom" is the family name, and "Nombre" beside "Apellidos" the given name. */
function settleNames(head: readonly string[], columns: Destination[]): void {
  const name = columns.indexOf('name')
  if (name < 0 || !eitherName.has(fold(head[name] ?? ''))) return
  if (columns.includes('firstName') && !columns.includes('lastName')) columns[name] = 'lastName'
  else if (columns.includes('lastName') && !columns.includes('firstName')) columns[name] = 'firstName'
}

function areEmails(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => emailsIn(cell).length > 0)
}

function areNames(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => cell.length <= 100 && isName(cell))
}

function isName(cell: string): boolean {
  const words = cell.split(/[ ,]+/)
  return words.length >= 2 && words.length <= 6 && /^\p{L}\D*$/u.test(cell)
}

function arePhones(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => /^[+(]?[\d][\d\s()./-]{2,}$/.test(cell))
}

function also(heads: string): Names {
  return { own: [], also: heads.split(',') }
}
