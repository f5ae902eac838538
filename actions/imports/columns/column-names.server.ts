import { LRUCache } from 'lru-cache'
import { type FieldName, fieldNames } from '#db/user-fields.ts'
import type { Destination } from '../../imports.schema.ts'
import { fold } from '../../spreadsheet/fold.server.ts'
import { headOf, userWords } from '../../user-words.schema.ts'
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

export type Place = Exclude<Destination, 'leave'>
type Names = { own: readonly string[]; also: readonly string[] }

const longestHead = 200

// Our own names are those of our files and of the JSON.
const fieldHeads = Object.fromEntries(
  fieldNames.map((name) => {
    const { label, heads } = userWords[name]
    return [name, { own: [label, headOf(name), name], also: heads?.split(',') ?? [] }]
  }),
) as unknown as Record<FieldName, Names>

const partHeads: Record<'firstName' | 'middleName' | 'lastName' | 'inactive', Names> = {
  firstName:
    also(`First name, First, Given name, Given names, Forename, Forenames, Legal first name, Vorname, Vornamen, Prénom, Prénoms,
    Nombres, Primer nombre, Nombre de pila, Primeiro nome, Nome próprio, Voornaam, Voornamen, Voorletters, Voorl, Initials, Imię, Imiona, Pierwsze
    imię, Jméno, Křestní jméno, Meno, Ad, Adı, İsim, Fornavn, Förnamn, Tilltalsnamn, Etunimi, Etunimet, Keresztnév, Utónév, Prenume,
    Prenumele, Имя, Ім'я, Ім’я, Όνομα, 名`),
  middleName:
    also(`Middle name, Middle names, Middle, Middle initial, MI, Additional name, Zweiter Vorname, Weitere Vornamen, Deuxième prénom,
    Autres prénoms, Segundo nombre, Secondo nome, Segundo nome, Nome do meio, Tussenvoegsel, Tussenvoegsels, Tussenv, Voorvoegsel,
    Voorvoegsels, Namenszusatz, Namensvorsatz, Vorsatzwort, Drugie imię, Další jméno, Prostřední jméno, İkinci ad, Göbek adı, Mellomnavn,
    Mellemnavn, Mellannamn, Отчество, По батькові, ミドルネーム`),
  lastName:
    also(`Last name, Last, Surname, Surnames, Family name, Legal last name, sn, Nachname, Nachnamen, Familienname, Zuname, Nom de
    famille, Nom d’usage, Nom usuel, Nom marital, Apellido, Apellidos, Primer apellido, 1er apellido, Apellido 1, Apellido paterno, Cognome,
    Cognomi, Sobrenome, Último sobrenome, Último nome, Apelido, Apelidos, Achternaam, Familienaam, Geslachtsnaam, Nazwisko, Nazwiska, Příjmení,
    Priezvisko, Soyad, Soyadı, Soyisim, Etternavn, Efternavn, Efternamn, Familienavn, Sukunimi, Vezetéknév, Családnév, Nume, Nume de
    familie, Фамилия, Прізвище, Επώνυμο, 姓, 苗字, 성`),
  inactive:
    also(`Suspended, Blocked, Block credential, Block sign in, Disabled, Deactivated, Archived, Inactive, Terminated, Deleted, Deceased,
    Left, Leaver, Gesperrt, Deaktiviert, Archiviert, Inaktiv, Ausgetreten, Verstorben, Gelöscht, Suspendu, Archivé, Inactif, Parti, Sorti,
    Radié, Suspendido, Inactivo, Baja, De baja, Bloqueado, Sospeso, Cessato, Disattivato, Bloccato, Suspenso, Desligado, Inativo, Bloqueado,
    Geblokkeerd, Uit dienst, Inactief, Opgezegd, Zablokowany, Archiwalny, Nieaktywny, Neaktivní, Blokovaný, Pasif, Ayrıldı, Sluttet, Udmeldt,
    Fratrådt, Slutat, Inaktiv, Уволен, Заблокирован, 退職, 퇴사, 离职,
    Termination date, Terminated on, Date terminated, Leaving date, Leave date, Left on, Date left, Date of leaving, Departure date, Exit date,
    End date, Employment end date, Contract end, Last day, Last working day, Last day of work, Suspended at, Deactivated at, Deleted at,
    Austritt, Austrittsdatum, Ausgetreten am, Ausgeschieden am, Abgang, Vertragsende, Date de sortie, Date de départ, Date de fin, Fin de contrat,
    Fecha de baja, Fecha baja, Fecha de salida, Fin de contrato, Data cessazione, Data di cessazione, Data fine rapporto, Data uscita, Data de
    demissão, Data demissão, Dt. demissão, Data de saída, Data de desligamento, Datum uit dienst, Uitdiensttreding, Einddatum, Opgezegd per, Datum
    opzegging, Data zwolnienia, Data odejścia, Data zakończenia, Datum ukončení, Datum odchodu, Ukončení členství, Konec pracovního poměru, İşten
    çıkış tarihi, Çıkış tarihi, Ayrılış tarihi, Slutdatum, Utträdesdatum, Fratrædelsesdato, Sluttdato, Udmeldelsesdato, Päättymispäivä,
    Kilépés dátuma, Data plecării, Дата увольнения, Дата звільнення, Ημερομηνία αποχώρησης, 退職日, 退職年月日, 退会日, 退社日, 퇴사일, 퇴직일, 离职日期, 離職日`),
}

const known: Record<Place, Names> = {
  id: { own: [], also: ['Rollcall id'] },
  ...partHeads,
  ...fieldHeads,
}

/** How sure a head is: our own name, a name that others use, such a name among words that change nothing. */
export const tiers = ['own', 'also', 'composed'] as const

type Tier = (typeof tiers)[number]

const exact = { own: placesBy('own', fold), also: placesBy('also', fold) }
const byWords = placesBy('also', sorted, placesBy('own', sorted))

function placesBy(
  names: keyof Names,
  keyOf: (name: string) => string,
  places = new Map<string, Place[]>(),
): ReadonlyMap<string, Place[]> & Map<string, Place[]> {
  for (const [place, each] of Object.entries(known) as [Place, Names][])
    for (const key of new Set(each[names].map(keyOf)))
      if (key) places.set(key, [...(places.get(key) ?? []), place])
  return places
}

/** The words of a head in one order, because "Phone mobile" is "Mobile phone". */
function sorted(head: string | readonly string[]): string {
  return [...new Set(typeof head === 'string' ? wordsIn(head) : head)].sort().join(' ')
}

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

function also(heads: string): Names {
  return { own: [], also: heads.split(',') }
}
