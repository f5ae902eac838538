import type { ListedPerson } from '../export/read-people.ts'

export type Group = { title: string; people: ListedPerson[] }

// Letters that are not a base and an accent, as the order of the database has them.
const bases: Record<string, string> = {
  Ł: 'L',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Þ: 'T',
  Æ: 'A',
  Œ: 'O',
  ẞ: 'S',
  ß: 'S',
  ı: 'I',
}

/** @param people - by name */
export function byLetter(people: readonly ListedPerson[]): Group[] {
  return grouped(people, ({ name }) => [letterOf(name)])
}

/** Somebody in several teams is in each; people without a team come last. */
export function byTeam(people: readonly ListedPerson[]): Group[] {
  const groups = grouped(people, ({ teams = [] }) => teams.map(({ name }) => name))
  const collator = new Intl.Collator('en', { numeric: true })
  const others = people.filter(({ teams = [] }) => teams.length === 0)
  return [
    ...groups.sort((one, other) => collator.compare(one.title, other.title)),
    ...(others.length > 0 ? [{ title: 'No team', people: others }] : []),
  ]
}

function grouped(people: readonly ListedPerson[], titlesOf: (person: ListedPerson) => string[]): Group[] {
  const groups = new Map<string, ListedPerson[]>()
  for (const person of people)
    for (const title of titlesOf(person)) groups.set(title, [...(groups.get(title) ?? []), person])
  return [...groups].map(([title, members]) => ({ title, people: members }))
}

function letterOf(name: string): string {
  const [first = ''] = name.normalize('NFD').toUpperCase()
  const letter = bases[first] ?? first
  return /\p{L}/u.test(letter) ? letter : '#'
}
