import { type FieldName, fieldNames } from '#db/user-fields.ts'
import type { Destination } from '../../imports.schema.ts'
import { fold } from '../../spreadsheet/fold.server.ts'
import { headOf, userWords } from '../../user-words.schema.ts'
import { wordsIn } from './head-words.server.ts'

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

/** The places of each name, folded: of our own names, and of those that others use. */
export const exact = { own: placesBy('own', fold), also: placesBy('also', fold) }
/** The places of each name by its words, in one order. */
export const byWords = placesBy('also', sorted, placesBy('own', sorted))

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
export function sorted(head: string | readonly string[]): string {
  return [...new Set(typeof head === 'string' ? wordsIn(head) : head)].sort().join(' ')
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

function also(heads: string): Names {
  return { own: [], also: heads.split(',') }
}
