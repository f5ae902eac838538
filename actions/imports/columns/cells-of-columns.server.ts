import { readDay } from '../../spreadsheet/days.server.ts'
import { fold } from '../../spreadsheet/fold.server.ts'
import { readStatus, readYes, saysLittle } from '../../spreadsheet/read-cells.server.ts'
import { placesOf } from './column-names.server.ts'
import type { Place } from './known-heads.server.ts'

/** `rows` is the number of rows that were looked at. */
type Column = { head: string; heads: readonly string[]; rows?: number }

/** Whether cells show that a column is not what its name says. Blank cells are left out. */
export function misleads(place: Place, cells: readonly string[], { head, heads, rows = 0 }: Column): boolean {
  if (cells.length === 0) return false
  const share = (test: (cell: string) => boolean) => cells.filter(test).length / cells.length
  const isExact = placesOf(head, 'own').includes(place)
  switch (place) {
    case 'name':
      return !isExact && share((cell) => isNoName(cell)) > 0.5
    case 'firstName':
    case 'middleName':
    case 'lastName':
      return (
        share((cell) => /@|\d/.test(cell) || isTruth(cell)) > 0.5 ||
        (fold(head) === 'namenszusatz' && share((cell) => !/^\p{Ll}/u.test(cell)) > 0.5)
      )
    case 'knownAs':
      // Names by which programs know somebody.
      return (
        !isExact && share((cell) => /^(?:[a-z\d._-]+|[A-Z\d]{2,}|.*@.*)$/.test(cell) || isTruth(cell)) > 0.5
      )
    case 'sortName':
      return share((cell) => /^\d+:/.test(cell)) > 0.5
    case 'email':
      return share((cell) => (isExact ? /@/ : /@[^\s@]+\.[^\s@]/).test(cell)) === 0 || areAllOne(cells)
    case 'phone':
    case 'mobile':
      return share((cell) => !isDialled(cell)) > 0.5 || areAllOne(cells)
    case 'links':
      return share((cell) => cell.includes('.')) === 0 || areAllOne(cells)
    case 'location':
      return share((cell) => isNoPlace(cell) || (fold(head) === 'place' && /^\d{1,3}\.?$/.test(cell))) > 0.5
    case 'jobTitle':
      return share(isExact ? isFormOfAddress : (cell) => isNoTitle(cell)) > 0.5
    case 'teams':
      return share((cell) => isNoTeam(cell) || isTruth(cell)) > 0.5
    case 'about':
      // Grades, and no text.
      return !isExact && share((cell) => cell.length < 4) > 0.5
    case 'staffNumber':
      return new Set(cells).size < cells.length || share((cell) => cell.length > 40 || isGuid(cell)) > 0.5
    case 'status':
      return isStateOfCountry(head)
        ? share((cell) => readStatus(cell) === undefined || isCode(cell)) > 0.5
        : isFewKnown(cells) ||
            isAboutThings(heads) ||
            (/stat/i.test(head) && share((cell) => /^\d+$/.test(cell)) > 0.5)
    case 'inactive':
      return share((cell) => isYesOrNo(cell) || isDay(cell)) < 0.5 || isOtherEnd(cells, { head, heads, rows })
    default:
      return false
  }
}

function isYesOrNo(cell: string): boolean {
  return readYes(cell) !== undefined
}

/** "TRUE", "No": a tick, and no word that is also a name. */
function isTruth(cell: string): boolean {
  return /^(?:true|false|yes|no|0|1)$/i.test(cell)
}

/** A phone number. */
function isNumber(cell: string): boolean {
  return /^[+(]?\d[\d\s()./-]{6,}$/.test(cell)
}

/** Whether somebody can dial it: no date, no postcode, no "iPhone 14". */
function isDialled(cell: string): boolean {
  const digits = cell.match(/\p{Nd}/gu)?.length ?? 0
  const isNamed = digits < 5 && /\p{L}{4}/u.test(cell)
  return digits > 0 && !isNamed && readDay(cell) === undefined && !/^\d{5}-\d{3}$/.test(cell)
}

/** A web page, a number, a tick, a place on the earth. */
function isNoPlace(cell: string): boolean {
  return (
    /^https?:|^www\.|@|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$|^-?\d+\.\d+,\s*-?\d+\./i.test(cell) ||
    isNumber(cell) ||
    isTruth(cell)
  )
}

/** Several people have one: it is that of the office. */
function areAllOne(cells: readonly string[]): boolean {
  return cells.length > 1 && new Set(cells.map(fold)).size === 1
}

function isDay(cell: string): boolean {
  return readDay(cell) !== undefined || /^0{1,4}[./-]0{1,2}[./-]0{1,4}$/.test(cell)
}

// What also names the end of a project, an absence or a journey. For people who left, most cells are blank.
const anyEnd =
  words(`End date, Leave date, Departure date, Abgang, Last day, Contract end, Slutdatum, Sluttdato, Einddatum, Date de fin, Fecha de baja,
  Fecha baja, Left, Baja, Parti, Sorti, Fin de contrato`)
const otherEnds =
  /arriv|return|zugang|rückkehr|absence|abwesen|project|projekt|course|kurs|shift|schicht|motivo|reason|grund|event|trip|booking|taken|called|right|days/i
const needs = /diet|wheelchair|allerg|access need|veteran|ethnic|race|marital|citizenship|gender/i
const french = /prénom|nom\b|téléphone|courriel|adresse/i

/** Whether a column that may say who left is about something else. */
function isOtherEnd(cells: readonly string[], { head, heads, rows = 0 }: Column): boolean {
  const name = fold(head)
  if (name.startsWith('disab') && heads.some((each) => needs.test(each))) return true
  if (name === 'parti' && !heads.some((each) => french.test(each))) return true
  const letters = new Set(cells.map((cell) => cell.toLowerCase()))
  // "S" is "sí", and a political party.
  if ([...letters].every((each) => /^[a-wyz]$/.test(each)) && letters.size < 2) return true
  if (!anyEnd.has(name)) return false
  return heads.some((each) => otherEnds.test(each)) || (rows > 2 && cells.length * 3 > rows * 2)
}

const things =
  /order|course|exam|item|ticket|shipping|invoice|visitor|rsvp|vaccin|task|booking|training|bestell|commande|pedido/i

/** Whether a list is about orders, courses and the like, of which "completed" says nothing of people. */
function isAboutThings(heads: readonly string[]): boolean {
  return heads.some((each) => things.test(each))
}

/** Whether fewer than half of the words in a column say who is active, or none says it plainly. */
function isFewKnown(cells: readonly string[]): boolean {
  const distinct = [...new Set(cells)]
  const known = distinct.filter((cell) => readStatus(cell) !== undefined)
  return known.length * 2 < distinct.length || known.every((cell) => saysLittle(cell))
}

/** What somebody signs in with, a number, a tick. */
function isNoName(cell: string): boolean {
  return /^[a-z\d._-]+$|@|\d{3}/.test(cell) || isYesOrNo(cell) || !/\p{L}/u.test(cell)
}

// What somebody may do in another system.
const accessRoles =
  words(`member, members, admin, administrator, super admin, superadmin, moderator, owner, account owner, editor, author,
  contributor, subscriber, viewer, user, standard user, power user, guest, full member, team member, agent, end-user, end user, requester,
  organizer, organiser, presenter, attendee, participant, collaborator, reader, writer, learner, mitglied, benutzer, membre, miembro, usuario,
  membro, lid, gebruiker, użytkownik, uživatel, üye, kullanıcı, メンバー, 管理者`)
const formsOfAddress =
  words(`mr, mrs, ms, miss, mx, dr, prof, rev, sir, herr, frau, hr, fr, mme, mlle, m, monsieur, madame, sr, sra, srta, sig, sigra, dott,
  dott.ssa, dhr, mevr, pan, pani, paní, bay, bayan, sayın, 様`)

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(',').map(fold))
}

function isFormOfAddress(cell: string): boolean {
  return formsOfAddress.has(fold(cell))
}

function isNoTitle(cell: string): boolean {
  return accessRoles.has(fold(cell)) || isFormOfAddress(cell) || !/\p{L}/u.test(cell) || isCodeOrSum(cell)
}

/** "LS1 1AA", "120 EUR", "1st". */
function isCodeOrSum(cell: string): boolean {
  return /^(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d+(?:[.,]\d+)? ?(?:EUR|USD|GBP|CHF|PLN|€|£|\$)|\d+(?:st|nd|rd|th))$/i.test(
    cell,
  )
}

/** A flat, a number, a size, a blood group, a time, the path of a directory service. */
function isNoTeam(cell: string): boolean {
  return (
    /^(?:(?:apt|apartment|unit|suite|flat|no|#)\b[.\s#]*)?\d+[a-z]?$/i.test(cell) ||
    /^(?:x{0,3}s|m|x{0,3}l|\dxl|(?:a|b|ab|o|0)[+−-])$/i.test(cell) ||
    /^\d+ (?:years?|months?|jahre?|ans|mois|años|anni|anos|lat)$/i.test(cell) ||
    /\b(?:OU|DC|CN)=/i.test(cell) ||
    /^[\w-]+(?:\.[\w-]+)+\//.test(cell)
  )
}

function isGuid(cell: string): boolean {
  return /^\{?[\da-f]{8}-[\da-f]{4}-/i.test(cell)
}

const states = words('State, Estado, Stato, Stav, Durum, Stan, Stare, Tila')

/** Whether a head may also name a part of a country. */
function isStateOfCountry(head: string): boolean {
  return states.has(fold(head))
}

/** "WA", "ON". */
function isCode(cell: string): boolean {
  return /^[A-Z]{2}$/.test(cell)
}
