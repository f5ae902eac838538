import { isLastNameFirst } from './columns/column-names.server.ts'

const longestName = 200

// What follows a comma and is no first name: "Smith, Jr.", "Example, Inc.".
const suffixes = new Set(
  `jr sr ii iii iv inc ltd llc gmbh phd ph.d md m.d esq mba bsc b.sc msc m.sc ma ba rn cpa pmp obe mbe dds jd frcs cfa pa-c do np aprn pharmd llm ll.m lcsw
  p.eng mdb mdl dvm edd`.split(/\s+/),
)
const titles = new Set(
  `prof professor dr dipl dipl.-ing ing dipl.-kfm mag rer phil nat h.c med habil hab doz dott avv dott.ssa arch ks mgr inż inz ir drs mr.dr rev sir`.split(
    /\s+/,
  ),
)
// Between a first name and a family name: "Vries, de, Zoë".
const particle =
  /^(?:de|den|der|van|van de|van den|van der|von|von der|zu|ten|ter|te|'t|in 't|op de|af|di|da|du|la|le)$/i
const letters = /^\p{L}[\p{L}\p{M}'’. -]*$/u

/** A name with the family name first: in its order, and as it is sorted. */
type Turned = { name: string; sortName: string }

/**
 * "Berg, Jan van der" as "Jan van der Berg"; undefined for a name in its order.
 * @param head - of its column: below "Surname and first name" the first word is the family name, also without a comma
 */
export function turned(name: string, head = ''): Turned | undefined {
  const text = name.trim()
  if (text === '' || text.length > longestName) return undefined
  const [, bare = text, after = ''] =
    /^(.*?)(\s*[([][^()[\]]{1,60}[)\]]|\s+[-–]\s[^,]{1,60})?$/su.exec(text) ?? []
  const parts = bare.split(',').map((part) => part.trim())
  if (parts.length === 1) return isLastNameFirst(head) ? withoutComma(text) : undefined
  return parts.length > 4 || parts.includes('') ? undefined : withComma(parts, after)
}

function withComma([written = '', ...others]: readonly string[], after: string): Turned | undefined {
  const ends = others.filter((part) => isSuffix(part))
  const between = others.length > 1 ? others.filter((part) => particle.test(part)) : []
  const [first, ...more] = others.filter((part) => !ends.includes(part) && !between.includes(part))
  if (first === undefined || more.length > 0) return undefined
  const [last, given] = [withoutTitles(written), withoutTitles(withoutAddress(first))]
  if (!letters.test(last.name) || !letters.test(given.name)) return undefined
  const name = [...last.titles, ...given.titles, given.name, ...between, last.name].join(' ')
  return {
    name: [`${name}${after}`, ...ends].join(', '),
    sortName: `${last.name}, ${[given.name, ...between].join(' ')}`,
  }
}

/** Whether a part behind a comma is a degree, a post or a form of a company, and no first name. */
function isSuffix(part: string): boolean {
  const words = part
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/\.$/, ''))
  if (words.every((word) => suffixes.has(word) || titles.has(word))) return true
  // "FRCS", "LL.M.", "PharmD". A list in capitals has first names in capitals.
  return /^(?:\p{L}{1,4}\.){2,}$/u.test(part) || /^(?!Mc|Mac|De|La|Le|O’|O')\p{Lu}\p{Ll}+\p{Lu}/u.test(part)
}

/** A name and the titles around it: "Dr. Köhler", "Nowak Jan dr". */
function withoutTitles(text: string): { name: string; titles: string[] } {
  const words = text.split(/\s+/)
  const isTitle = (word: string) => titles.has(word.toLowerCase().replace(/\.$/, ''))
  return { name: words.filter((word) => !isTitle(word)).join(' '), titles: words.filter(isTitle) }
}

/** "ROSSI Maria", "De Luca Nicolò". A name of three words or more is turned where capitals or a small word tell its parts. */
function withoutComma(text: string): Turned | undefined {
  if (!letters.test(text)) return undefined
  const { name, titles } = withoutTitles(text)
  const words = name.split(/\s+/)
  const capitals = words.findIndex((word) => word.length < 2 || word !== word.toUpperCase())
  const small = /^(?:de|del|della|dello|di|d|da|do|dos|la|le|lo|van|von|der|den|el|al|mac|san)$/i
  const end = capitals > 0 ? capitals : words.findIndex((word) => !small.test(word)) + 1
  const [last, first] = [words.slice(0, end).join(' '), words.slice(end).join(' ')]
  if (!last || !first) return undefined
  return { name: [...titles, first, last].join(' '), sortName: `${last}, ${first}` }
}

/** Whether half of the names or more are written "Last, First". A word that is behind many commas is a post. */
export function areTurned(names: readonly string[], head = ''): boolean {
  const filled = names.filter((name) => name.trim() !== '')
  const found = filled.filter((name) => turned(name, head))
  const behind = found.map((name) => name.split(',').at(-1)?.trim() ?? '')
  const areCapitals = filled.every((name) => name === name.toUpperCase())
  const odd = areCapitals ? [] : found.filter((name) => /,\s*\p{Lu}[\p{Lu}.-]+$/u.test(name.trim()))
  const isVaried = found.length < 4 || new Set(behind).size * 2 >= found.length
  return found.length > 0 && isVaried && odd.length * 2 < found.length && found.length * 2 >= filled.length
}

// What people are addressed by, and academic titles are not. "Sr" and "Fr" are also titles of the church.
const formOfAddress =
  /^(?:mr|mrs|ms|miss|mx|herrn?|hr|frau|mme|mlle|monsieur|madame|mademoiselle|dhr|mevr|sig\.ra|sig\.na|sig\.(?=\s)|señora?|srta)\.?\s+(?=\p{L}[\p{L}\p{M}.'’-]*)/iu

/** A name without "Mr" or "Frau" in front, where a name is left. Couples keep theirs. */
export function withoutAddress(name: string): string {
  if (name.length > longestName || !formOfAddress.test(name) || /\s(?:&|and|und|u\.|et|y|e|en)\s/i.test(name))
    return name
  return name.replace(formOfAddress, '')
}
