import { fold } from '../../spreadsheet/fold.server.ts'
import { readStatus, readYes } from '../../spreadsheet/read-cells.server.ts'
import { readDay } from '../days.server.ts'
import { type Place, placesOf } from './column-names.server.ts'

type Column = { head: string; heads: readonly string[] }

/** Whether cells show that a column is not what its name says. Blank cells are left out. */
export function misleads(place: Place, cells: readonly string[], { head, heads }: Column): boolean {
  if (cells.length === 0) return false
  const share = (test: (cell: string) => boolean) => cells.filter(test).length / cells.length
  const isExact = placesOf(head, 'own').includes(place)
  switch (place) {
    case 'name':
      return !isExact && share((cell) => isNoName(cell)) > 0.5
    case 'firstName':
    case 'middleName':
    case 'lastName':
      return share((cell) => cell.includes('@') || isTruth(cell)) > 0.5
    case 'knownAs':
      // Names by which programs know somebody.
      return !isExact && share((cell) => /^(?:[a-z\d._-]+|[A-Z\d]{2,}|.*@.*)$/.test(cell)) > 0.5
    case 'sortName':
      return share((cell) => /^\d+:/.test(cell)) > 0.5
    case 'email':
      return share((cell) => cell.includes('@')) === 0
    case 'phone':
    case 'mobile':
      return share((cell) => !/\p{Nd}/u.test(cell)) > 0.5
    case 'links':
      return share((cell) => cell.includes('.')) === 0
    case 'location':
      return share((cell) => /^https?:|^www\.|@/i.test(cell) || isNumber(cell) || isTruth(cell)) > 0.5
    case 'jobTitle':
      return share(isExact ? isFormOfAddress : (cell) => isNoTitle(cell)) > 0.5
    case 'teams':
      return share((cell) => isNoTeam(cell) || isTruth(cell)) > 0.5
    case 'staffNumber':
      return new Set(cells).size < cells.length || share((cell) => cell.length > 40 || isGuid(cell)) > 0.5
    case 'status':
      return isStateOfCountry(head)
        ? share((cell) => readStatus(cell) === undefined || isCode(cell)) > 0.5
        : isFewKnown(cells) || (/stat/i.test(head) && share((cell) => /^\d+$/.test(cell)) > 0.5)
    case 'inactive':
      return (
        share((cell) => isYesOrNo(cell) || readDay(cell) !== undefined) <= 0.5 || isAboutHealth(head, heads)
      )
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

/** Whether fewer than half of the words in a column say who is active. */
function isFewKnown(cells: readonly string[]): boolean {
  const distinct = [...new Set(cells)]
  return distinct.filter((cell) => readStatus(cell) !== undefined).length * 2 < distinct.length
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
  return accessRoles.has(fold(cell)) || isFormOfAddress(cell) || !/\p{L}/u.test(cell)
}

/** A flat, a number, the path of a directory service. */
function isNoTeam(cell: string): boolean {
  return (
    /^(?:(?:apt|apartment|unit|suite|flat|no|#)\b[.\s#]*)?\d+[a-z]?$/i.test(cell) ||
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

const personal = words(
  'Veteran, Veteran status, Ethnicity, Race, Marital status, Citizenship, Gender, Disability',
)

/** "Disabled" among what the law makes companies ask about. */
function isAboutHealth(head: string, heads: readonly string[]): boolean {
  return fold(head) === 'disabled' && heads.some((each) => personal.has(fold(each)))
}
