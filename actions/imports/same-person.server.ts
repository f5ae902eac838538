import type { User } from '#db/tables.ts'

type Names = Pick<User, 'name' | 'knownAs'>

const longestCompared = 200
const shortestShortForm = 3

/** Whether a name may be that of somebody. People of one family share a mailbox, so that their family name is not enough. */
export function namesAgree(name: string, person: Names): boolean {
  const said = wordsOf(name)
  const isTheirs = (here: string) => isSameName(name, here) || said.some((word) => isFirstName(word, here))
  return firstNamesAgree(name, person) || [person.name, person.knownAs].filter(Boolean).some(isTheirs)
}

/** Whether a name may be that of somebody, and has a word in common with it behind the first one. */
export function isSameFamily(name: string, person: Names): boolean {
  const said = wordsOf(name)
  const shared = wordsOf(person.name).filter((word) => said.includes(word))
  return namesAgree(name, person) && (shared.length > 1 || said.length < 2 || wordsOf(person.name).length < 2)
}

/** Whether a word is the first one of a name, or one of the two is short for the other: "Alex", "Alexander". */
function isFirstName(word: string, name: string): boolean {
  const [first = ''] = wordsOf(name)
  const [short = '', long = ''] = [word, first].sort((a, b) => a.length - b.length)
  return word === first || (short.length >= shortestShortForm && long.startsWith(short))
}

/** Whether both names begin alike, because the members of a family share the rest. */
export function firstNamesAgree(name: string, { name: full, knownAs }: Names): boolean {
  const [first = ''] = wordsOf(name)
  return [full, knownAs].some((here) => {
    const [other = ''] = wordsOf(here)
    return first === other || isInitial(first, other) || isInitial(other, first)
  })
}

/** Whether two rows have one name: all words of one are words of the other. */
export function isSameName(one: string, other: string): boolean {
  const [short = [], long = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length)
  return short.join('') === long.join('') || (short.length > 0 && short.every((word) => long.includes(word)))
}

function isInitial(one: string, other: string): boolean {
  return one.length === 1 && other.startsWith(one)
}

function wordsOf(name: string): string[] {
  return name
    .slice(0, longestCompared)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}
