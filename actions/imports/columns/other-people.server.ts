import { placesOf } from './column-names.server.ts'
import { emergencyWords, roleWords, secondPersonWords, wordsIn, workWords } from './head-words.server.ts'

/**
 * The places of columns that are probably about other people than those of the list: a teacher beside a student, whom to call in
 * an emergency, a spouse. They stay out unless chosen.
 */
export function columnsOfOthers(head: readonly string[]): ReadonlySet<number> {
  const words = head.map(wordsIn)
  return new Set([...ofOtherRoles(words), ...afterEmergency(head, words), ...ofSecondPerson(head, words)])
}

/** "Teacher email" beside "Student name". Where names have no such word, one role alone is that of everybody. */
function ofOtherRoles(words: readonly (readonly string[])[]): number[] {
  const rolesOf = (all: readonly string[]) => all.filter((word) => roleWords.has(word))
  const isName = (all: readonly string[]) =>
    all.some((word) => /name|nom|nome|naam|imie|jmeno|prijmeni|nachname|apellido/.test(word))
  const named = words.filter((all) => isName(all) || rolesOf(all).length === all.length).flatMap(rolesOf)
  const all = new Set(words.flatMap(rolesOf))
  const owner = named[0] ?? (all.size === 1 ? [...all][0] : undefined)
  return indexesOf(words, (each) => rolesOf(each).some((role) => role !== owner))
}

/** Phones and addresses right behind "Emergency contact" or "Relationship", and everything of a "Contact" beside one. */
function afterEmergency(head: readonly string[], words: readonly (readonly string[])[]): number[] {
  const isEmergency = (all: readonly string[]) => all.some((word) => emergencyWords.has(word))
  const found: number[] = []
  let isBehind = false
  for (const [index, all] of words.entries()) {
    const isReached = reached.some((place) => placesOfHead(head[index] ?? '').includes(place))
    if (isEmergency(all)) isBehind = true
    else if (!isReached) isBehind = false
    else if (isBehind && !all.some((word) => workWords.has(word))) found.push(index)
  }
  const hasContact =
    words.some(isEmergency) || words.some((all) => all.length === 1 && contact.has(all[0] ?? ''))
  const hasPeople = words.some(
    (all) => !all.some((word) => contact.has(word)) && all.some((word) => /name|employee|member/.test(word)),
  )
  return hasContact && hasPeople
    ? [...found, ...indexesOf(words, (all) => all.some((word) => contact.has(word)))]
    : found
}

const contact: ReadonlySet<string> = new Set(['contact', 'kontakt', 'contacto', 'contatto', 'contato'])
const reached = ['phone', 'mobile', 'email'] as const

/** "Phone 2" beside "Name 2" or "Spouse name". */
function ofSecondPerson(head: readonly string[], words: readonly (readonly string[])[]): number[] {
  const isSecond = (cell: string) => /(?:^|\D)2\s*$/.test(cell.trim())
  const isName = (cell: string) => placesOfHead(cell).some((place) => /name/i.test(place))
  const has = head.some(
    (cell, index) =>
      (isSecond(cell) && isName(cell) && !/^(?:apellido|\d)/i.test(cell)) ||
      words[index]?.some((word) => secondPersonWords.has(word)),
  )
  return has
    ? indexesOf(head, (cell) => isSecond(cell) && !/apellido|given|vorname|first|name ?2$/i.test(cell))
    : []
}

function placesOfHead(cell: string) {
  return (['own', 'also', 'composed'] as const).flatMap((tier) => placesOf(cell, tier))
}

function indexesOf<Item>(items: readonly Item[], test: (item: Item) => boolean): number[] {
  return items.flatMap((item, index) => (test(item) ? index : []))
}
