import { type Field, type FieldsOf, fieldNames, fieldOf, type Kind } from '../user-fields.ts'
import type { UserValues } from './values.ts'

const firstNames = [
  'Alice',
  'Bob',
  'Chiara',
  'Dmitri',
  'Eszter',
  'Femi',
  'Grace',
  'Hiroko',
  'Ines',
  'Jonas',
  'Khadija',
  'Liam',
  'Mei',
  'Noor',
  'Oluwaseun',
  'Priya',
  'Quentin',
  'Rosa',
  'Søren',
  'Tomasz',
  'Ulla',
  'Viktor',
  'Wanjiru',
  'Ximena',
  'Yusuf',
  'Zoë',
  '美咲',
  'Łucja',
  'Αλέξης',
] as const
const lastNames = [
  'Adeyemi',
  'Baker',
  'Castillo',
  'Dvořák',
  'Eriksen',
  'Fontaine',
  'García',
  'Hansen',
  'Ito',
  'Jansen',
  'Kowalska',
  'Lindqvist',
  "O'Malley",
  'Moreau',
  'Nguyen',
  'Okafor',
  'Petrov',
  'Quinn',
  'Rossi',
  'Schäfer',
  'Tanaka',
  'Ünal',
  'Varga',
  'Weiß',
  'Yilmaz',
  'Zhang',
] as const
/** Deterministic: person `n`, counted from 1, always has the same values. Person 1 is Alice, person 2 is Bob. */
export function samplePerson(n: number): UserValues {
  const sample = Object.fromEntries(
    fieldNames.map((name) => [name, samplesByKind[fieldOf(name).kind](n, fieldOf(name))]),
  ) as UserValues
  return { ...sample, ...known[n] }
}

const samplesByKind: { [K in Kind]: (n: number, field: Field) => UserValues[FieldsOf<K>] } = {
  line: fill,
  paragraphs: fill,
  email: fill,
  phone: fill,
  teams: () => [],
  links: (n) => (n % 4 === 0 ? [{ label: 'Web page', url: `https://example.com/people/${n}` }] : []),
  status: (n) => (n % 17 === 0 ? 'inactive' : 'active'),
  listed: (n) => n % 13 !== 0,
}

function fill(n: number, { samples = [''] }: Field): string {
  const words: Record<string, string> = {
    n: String(n),
    nnn: String(n % 1000).padStart(3, '0'),
    first: pick(firstNames, n),
    last: pick(lastNames, n * 7 + Math.floor(n / firstNames.length)),
  }
  return pick(samples, n).replaceAll(/\{(\w+)\}/g, (_, word) => words[word] ?? '')
}

export const sampleTeams = ['Buildings', 'Finance', 'Front office', 'Health', 'Library', 'Teaching'] as const

/** One team, and a second for every tenth person. */
export function sampleTeamsOf(n: number): string[] {
  const teams = [pick(sampleTeams, n + 1), ...(n % 10 === 0 ? [pick(sampleTeams, n / 10)] : [])]
  return [...new Set(teams)]
}

const known: Record<number, Partial<UserValues>> = {
  1: {
    name: 'Alice',
    knownAs: 'Ali',
    email: 'alice@example.com',
    phone: '+44 1632 960001',
    jobTitle: 'Office manager',
    location: 'Main building, reception',
    about: 'Keeps this directory.\nAsk her for keys and parking.',
    links: [{ label: 'Staff page', url: 'https://example.com/people/alice' }],
    sortName: '',
  },
  2: {
    name: 'Bob',
    email: 'bob@example.com',
    phone: '+44 1632 960002',
    jobTitle: 'Caretaker',
    location: 'Main building',
    sortName: '',
  },
}

function pick<T>(from: readonly T[], n: number): T {
  return from[n % from.length] as T
}
