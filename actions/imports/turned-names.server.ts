import { isLastNameFirst } from './columns/column-names.server.ts'

const letters = String.raw`\p{L}[\p{L}\p{M}'’. -]{0,99}`
// What follows a comma and is no first name: "Smith, Jr.", "Example, Inc.".
const suffix = String.raw`(?:jr|sr|ii|iii|iv|inc|ltd|llc|gmbh|ph\.?\s?d|m\.?d|esq|mba|b\.?sc|m\.?sc|ma|ba|rn|cpa|pmp|obe|mbe|prof|dr|dds|jd)\b[\p{L}., ]*`
const academic = String.raw`(?:(?:prof|dr|dipl|mag|ing|med|rer|phil|nat|h\.c)\b\.?(?:-ing\.?)?\s*)+`
// Between a first name and a family name: "Vries, de, Zoë".
const particle =
  "(?:de|den|der|van|van de|van den|van der|von|von der|zu|ten|ter|te|'t|in 't|op de|af|di|da|du|la|le)"

// Letters, with what stands in names, around one comma, and what may follow.
const pattern = new RegExp(
  String.raw`^(${academic})?(${letters}),\s*(?:(${particle}),\s*)?(?!${suffix}$)(${letters}?)(\s*[([][^()[\]]{1,60}[)\]]|\s+[-–]\s[^,]{1,60}|,\s*${suffix})?$`,
  'iu',
)

const longestName = 200

/** A name with the family name first: in its order, and as it is sorted. */
type Turned = { name: string; sortName: string }

/**
 * "Berg, Jan van der" as "Jan van der Berg"; undefined for a name in its order.
 * @param head - of its column: below "Surname and first name" the first word is the family name, also without a comma
 */
export function turned(name: string, head = ''): Turned | undefined {
  const text = name.trim()
  if (text === '' || text.length > longestName) return undefined
  const [, title = '', last = '', between = '', first = '', after = ''] = pattern.exec(text) ?? []
  if (last && first)
    return {
      name: [title, first, between, `${last.trim()}${after}`]
        .map((part) => part.trim())
        .filter(Boolean)
        .join(' '),
      sortName:
        title || after || between
          ? `${last.trim()}, ${[first.trim(), between].filter(Boolean).join(' ')}`
          : text,
    }
  return isLastNameFirst(head) ? withoutComma(text) : undefined
}

/** "ROSSI Maria", "De Luca Nicolò". A name of three words or more is turned where capitals or a small word tell its parts. */
function withoutComma(text: string): Turned | undefined {
  if (!/^[\p{L}\p{M}'’. -]+$/u.test(text)) return undefined
  const words = text.split(/\s+/)
  const capitals = words.findIndex((word) => word.length < 2 || word !== word.toUpperCase())
  const small = /^(?:de|del|della|dello|di|d|da|do|dos|la|le|lo|van|von|der|den|el|al|mac|san)$/i
  const end = capitals > 0 ? capitals : words.findIndex((word) => !small.test(word)) + 1
  const [last, first] = [words.slice(0, end).join(' '), words.slice(end).join(' ')]
  return last && first ? { name: `${first} ${last}`, sortName: `${last}, ${first}` } : undefined
}

/** Whether half of the names or more are written "Last, First". */
export function areTurned(names: readonly string[], head = ''): boolean {
  const filled = names.filter((name) => name.trim() !== '')
  return filled.length > 0 && filled.filter((name) => turned(name, head)).length * 2 >= filled.length
}

// What people are addressed by, and academic titles are not. "Sr" and "Fr" are also titles of the church.
const formOfAddress =
  /^(?:mr|mrs|ms|miss|mx|herrn?|hr|frau|mme|mlle|monsieur|madame|mademoiselle|dhr|mevr|sig\.?ra|sig\.?na|sig|señora?|srta)\b\.?\s+(?=\p{L}[\p{L}\p{M}.'’-]*)/iu

/** A name without "Mr" or "Frau" in front, where a name is left. Couples keep theirs. */
export function withoutAddress(name: string): string {
  if (name.length > longestName || !formOfAddress.test(name) || /\s(?:&|and|und|et|y|e|en)\s/i.test(name))
    return name
  return name.replace(formOfAddress, '')
}
