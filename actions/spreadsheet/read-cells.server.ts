import { userFields } from '#db/user-fields.ts'
import type { UserFields } from '../users.schema.ts'
import { fold } from './fold.server.ts'
import { activeWords, inactiveWords, noWords, yesWords } from './status-words.server.ts'

// Above it nothing is compared, which takes quadratic time.
const longestCompared = 400

/** Links as they stand in a cell: one on a line, a label may come before the address. */
export function readLinks(cell: string): UserFields['links'] {
  return linesOf(cell).map((line) => {
    const [, label = '', url = line] = /^(.*)\s(\S+)$/u.exec(line) ?? []
    return { label: label.trim(), url }
  })
}

/** @returns undefined for an unknown word */
export function readStatus(cell: string): UserFields['status'] | undefined {
  return ofWord(cell) ?? ofWords(cell)
}

function ofWord(written: string): UserFields['status'] | undefined {
  const word = fold(written)
  if (activeWords.has(word)) return 'active'
  if (inactiveWords.has(word)) return 'inactive'
  const active = readYes(written)
  return active === undefined ? undefined : active ? 'active' : 'inactive'
}

const longestStatus = 60

/** "Active - Full Time", "Inactive employee", "Terminated (voluntary)": one word that is known, and others that change nothing. */
function ofWords(cell: string): UserFields['status'] | undefined {
  if (cell.length > longestStatus || /\d/.test(cell)) return undefined
  const words = cell
    .split(/[^\p{L}\p{M}]+/u)
    .map(fold)
    .filter(Boolean)
  const said = words.filter((word) => !neutral.has(word))
  const [only] = said
  if (said.length === 1 && only !== undefined && only.length > 2) return ofWord(only)
  return said.length === 0 && words.some((word) => ofWord(word)) ? 'active' : undefined
}

const neutral = new Set(
  `employee employment employed member members membership user account full part time temporary permanent voluntary involuntary contract regular staff
  guest admin owner mitglied mitarbeiter adhérent membre salarié socio empleado dipendente lid medewerker członek člen zaměstnanec üye medlem asil of the`
    .split(/\s+/)
    .map(fold),
)

// Said of orders, courses and invitations as well.
const littleWords = new Set(
  `completed cancelled canceled closed expired withdrawn inprogress ongoing confirmed registered present ok normal graduated alumni archived ended
  removed regular leave working goodstanding`
    .split(/\s+/)
    .map(fold),
)

/** Whether a word of a status is said of other things than people, too. */
export function saysLittle(cell: string): boolean {
  return littleWords.has(fold(cell))
}

/** @returns undefined for an unknown word */
export function readYes(cell: string): boolean | undefined {
  const word = fold(cell) || cell.trim()
  return yesWords.has(word) ? true : noWords.has(word) ? false : undefined
}

/** Such as in `a@example.com; b@example.com`. */
export function emailsIn(typed: string): string[] {
  // A slash may also stand in an address.
  const divider = (typed.match(/@/g)?.length ?? 0) > 1 ? /[\s,;/|]+|:::/u : /[\s,;]+|:::/u
  return typed.split(divider).filter((word) => /^[^@]+@[^@]+$/u.test(word))
}

/** Teams by what they are called. `inFile` are those that other cells of the file name, as `plain` writes them. */
export type KnownTeams = ((name: string) => number | undefined) & { inFile?: ReadonlySet<string> }

/** Finds teams by name, as it is written, or without accents and case where that means one alone. */
export function knownTeams(teams: readonly { id: number; name: string }[]): KnownTeams {
  const exact = new Map(teams.map(({ id, name }) => [name, id]))
  const alike = new Map<string, number | undefined>()
  for (const { id, name } of teams) alike.set(plain(name), alike.has(plain(name)) ? undefined : id)
  return (name) => exact.get(name) ?? (name.length > longestCompared ? undefined : alike.get(plain(name)))
}

/** A team's name without accents and case. */
export function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
}

// Labels that Google's address book gives to everybody.
const ofGoogle = new Set(['mycontacts', 'starred'])

/**
 * Teams as they stand in a cell: one on a line, or with a comma, a semicolon, a bar, " ::: " or a slash between them. A name
 * that is known is never divided, and a slash divides only where that gives a known name.
 */
export function readTeams(
  cell: string,
  find: KnownTeams,
): { ids: number[]; unknown: string[]; tooMany: boolean } {
  const names = linesOf(cell)
    .flatMap((line) => divide(line, find, /:::|[;|]/))
    .flatMap((name) => divide(name, find, /[,、]/))
    .flatMap((name) => {
      const parts = divide(name, find, /[/\\]/)
      return parts.some((part) => find(part) !== undefined || find.inFile?.has(plain(part))) ? parts : name
    })
    // Notion writes the address of a page behind its name.
    .map((name) => name.replace(/^\*\s*|\s*\(https?:[^()]*\)$/g, '').trim())
    .filter((name) => name !== '' && !ofGoogle.has(name.toLowerCase()))
  if (names.length > userFields.teams.max) return { ids: [], unknown: [], tooMany: true }
  const found = names.map((name) => ({ name, id: find(name) }))
  return {
    ids: found.flatMap(({ id }) => id ?? []),
    unknown: found.filter(({ id }) => id === undefined).map(({ name }) => name),
    tooMany: false,
  }
}

/** The same, where a slash also divides names that other cells of the file have. */
export function withTeamsOf(cells: readonly string[], find: KnownTeams): KnownTeams {
  const names = cells.flatMap((cell) => readTeams(cell, find).unknown)
  const inFile = new Set(names.filter((name) => name.length <= longestCompared).map(plain))
  return Object.assign((name: string) => find(name), { inFile })
}

function divide(text: string, find: KnownTeams, separator: RegExp): string[] {
  const name = text.trim()
  return find(name) === undefined ? name.split(separator).map((part) => part.trim()) : [name]
}

function linesOf(cell: string): string[] {
  return cell
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean)
}
