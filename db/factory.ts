import { blankUser, type UserValues } from './user-values.ts'

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
const jobTitles = [
  'Office manager',
  'Software engineer',
  'Accountant',
  'Librarian',
  'Caretaker',
  'Head of teaching',
  'Nurse',
  'Product designer',
  'Data analyst',
  'Treasurer',
  '',
] as const
const locations = ['Lisbon', 'Floor 2, room 214', 'Nairobi', 'Remote', 'Kyoto', 'Main building', ''] as const

/**
 * The values of sample person `n`, counted from 1: the same ones each time, each with an e-mail of their own.
 * Person 1 is Alice, person 2 is Bob.
 */
export function samplePerson(n: number): UserValues {
  if (n === 1) return { ...blankUser, name: 'Alice', email: 'alice@example.com', ...alice }
  if (n === 2) return { ...blankUser, name: 'Bob', email: 'bob@example.com', ...bob }
  const first = pick(firstNames, n)
  const last = pick(lastNames, n * 7 + Math.floor(n / firstNames.length))
  return {
    ...blankUser,
    name: `${first} ${last}`,
    email: `person${n}@example.com`,
    // Numbers reserved for drama: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
    phone: n % 3 === 0 ? '' : `+44 1632 960${String(n % 1000).padStart(3, '0')}`,
    jobTitle: pick(jobTitles, n * 3),
    location: pick(locations, n * 5),
    links: n % 4 === 0 ? [{ label: 'Web page', url: `https://example.com/people/${n}` }] : [],
    status: n % 17 === 0 ? 'inactive' : 'active',
    listed: n % 13 !== 0,
  }
}

/** What the teams of sample people are called. */
export const sampleTeams = ['Buildings', 'Finance', 'Front office', 'Health', 'Library', 'Teaching'] as const

/** The teams of sample person `n`: one, and a second for some. */
export function sampleTeamsOf(n: number): string[] {
  const teams = [pick(sampleTeams, n + 1), ...(n % 10 === 0 ? [pick(sampleTeams, n / 10)] : [])]
  return [...new Set(teams)]
}

const alice = {
  knownAs: 'Ali',
  phone: '+44 1632 960001',
  jobTitle: 'Office manager',
  location: 'Main building, reception',
  about: 'Keeps this directory.\nAsk her for keys and parking.',
  links: [{ label: 'Staff page', url: 'https://example.com/people/alice' }],
}

const bob = { jobTitle: 'Caretaker', location: 'Main building', phone: '+44 1632 960002' }

function pick<T>(from: readonly T[], n: number): T {
  return from[n % from.length] as T
}
