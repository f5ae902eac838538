import { userFields } from '#db/user-fields.ts'
import type { UserFields } from '../users.schema.ts'
import { fold } from './fold.server.ts'

// Above it nothing is compared, which takes quadratic time.
const longestCompared = 400

/** Links as they stand in a cell: one on a line, a label may come before the address. */
export function readLinks(cell: string): UserFields['links'] {
  return linesOf(cell).map((line) => {
    const [, label = '', url = line] = /^(.*)\s(\S+)$/u.exec(line) ?? []
    return { label: label.trim(), url }
  })
}

/** What a status is called in a file. @returns undefined for a word that is not known */
export function readStatus(cell: string): UserFields['status'] | undefined {
  const word = fold(cell)
  if (word === 'active' || word === 'inactive') return word
  const active = readYes(cell)
  return active === undefined ? undefined : active ? 'active' : 'inactive'
}

/** A yes or a no. @returns undefined for a word that is neither */
export function readYes(cell: string): boolean | undefined {
  const word = fold(cell)
  if (['yes', 'y', 'true', '1', 'on', 'x'].includes(word)) return true
  return ['no', 'n', 'false', '0', 'off'].includes(word) ? false : undefined
}

/** Teams by what they are called. */
export type KnownTeams = (name: string) => number | undefined

/** Finds teams by name, as it is written, or without accents and case where that means one alone. */
export function knownTeams(teams: readonly { id: number; name: string }[]): KnownTeams {
  const exact = new Map(teams.map(({ id, name }) => [name, id]))
  const alike = new Map<string, number | undefined>()
  for (const { id, name } of teams) alike.set(plain(name), alike.has(plain(name)) ? undefined : id)
  return (name) => exact.get(name) ?? (name.length > longestCompared ? undefined : alike.get(plain(name)))
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
}

/** Teams as they stand in a cell: one on a line, or with a comma or a semicolon between them. */
export function readTeams(
  cell: string,
  find: KnownTeams,
): { ids: number[]; unknown: string[]; tooMany: boolean } {
  const names = linesOf(cell).flatMap((line) => (find(line) === undefined ? line.split(/[,;]/) : line))
  if (names.length > userFields.teams.max) return { ids: [], unknown: [], tooMany: true }
  const found = names
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => ({ name, id: find(name) }))
  return {
    ids: found.flatMap(({ id }) => id ?? []),
    unknown: found.filter(({ id }) => id === undefined).map(({ name }) => name),
    tooMany: false,
  }
}

function linesOf(cell: string): string[] {
  return cell
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean)
}
