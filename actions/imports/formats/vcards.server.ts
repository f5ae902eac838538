import iconv from 'iconv-lite'

type Row = { number: number; cells: string[] }
type Property = { name: string; types: string; value: string; charset: string; isQuoted: boolean }

const columns = [
  'Full name',
  'First name',
  'Last name',
  'Nickname',
  'Email',
  'Phone',
  'Mobile',
  'Job title',
  'Department',
  'Website',
  'Note',
] as const
const mostProperties = 1_000
type Card = Partial<Record<(typeof columns)[number], string>>

/**
 * The people of vCards of any version (2.1, RFC 2426, RFC 6350) as a table, with the columns that any of them fills. Of
 * several addresses or numbers it is the preferred one, or the first.
 */
export function readVcards(text: string, most: number): { head: string[]; rows: Row[] } {
  const cards: Card[] = []
  let properties: Property[] = []
  for (const line of unfold(text)) {
    if (/^BEGIN:VCARD\s*$/i.test(line)) properties = []
    else if (/^END:VCARD\s*$/i.test(line)) {
      // Address books write their groups as cards too.
      const isGroup = properties.some(
        ({ name, value }) => /^(X-ADDRESSBOOKSERVER-)?KIND$/.test(name) && /^group$/i.test(value),
      )
      const card = isGroup ? {} : cardOf(properties)
      if (Object.values(card).some(Boolean)) cards.push(card)
      properties = []
      if (cards.length === most) break
    } else if (properties.length < mostProperties) properties.push(...propertyOf(line))
  }
  const head = columns.filter((column) => cards.some((card) => card[column]))
  const rows = cards.map((card, index) => ({
    number: index + 1,
    cells: head.map((column) => card[column] ?? ''),
  }))
  return { head, rows }
}

/** Lines that go on in the next one are one: after a line break and a space, or in 2.1 after "=". */
function* unfold(text: string): Generator<string> {
  let parts: string[] = []
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const last = parts.at(-1) ?? ''
    const goesOn = /^[ \t]/.test(line)
    const isSoft =
      last.endsWith('=') &&
      !/^END:VCARD/i.test(line) &&
      /^[^:]{0,200}QUOTED-PRINTABLE[^:]{0,200}:/i.test(parts[0] ?? '')
    if (isSoft) parts.splice(-1, 1, last.slice(0, -1), line)
    else if (goesOn) parts.push(line.slice(1))
    else {
      yield parts.join('')
      parts = [line]
    }
  }
  yield parts.join('')
}

const longestHead = 1_000
// Longer than any field takes, so that a longer value is refused all the same.
const longestValue = 30_000
const known = /^(FN|N|NICKNAME|EMAIL|TEL|TITLE|ROLE|ORG|URL|NOTE|KIND|X-ADDRESSBOOKSERVER-KIND)$/

function propertyOf(line: string): Property[] {
  // A colon in quotes belongs to a parameter.
  const [head] = /^(?:[^":]|"[^"]*"){1,1000}(?=:)/.exec(line.slice(0, longestHead)) ?? []
  if (!head) return []
  const [name = '', ...parameters] = head.split(';')
  const types = parameters.join(';').toUpperCase()
  const raw = line.slice(head.length + 1).slice(0, longestValue)
  const isQuoted = types.includes('QUOTED-PRINTABLE')
  const charset = /CHARSET="?([\w-]+)/.exec(types)?.[1] ?? 'UTF-8'
  // "item1.EMAIL" belongs with "item1.X-ABLabel".
  const own = name.slice(name.indexOf('.') + 1).toUpperCase()
  return known.test(own) ? [{ name: own, types, value: raw, charset, isQuoted }] : []
}

function cardOf(properties: readonly Property[]): Card {
  const find = (name: string, fits: (types: string) => boolean = () => true) => {
    const all = properties.filter(
      (each) => each.name === name && fits(each.types) && each.value.trim() !== '',
    )
    return all.find(({ types }) => types.includes('PREF')) ?? all[0]
  }
  const [last = '', first = '', middle = ''] = partsOf(find('N'))
  const [company = '', ...units] = partsOf(find('ORG'))
  const whole = textOf(find('FN')) || [first, middle, last].filter(Boolean).join(' ')
  const isMobile = (types: string) => /CELL|IPHONE/.test(types)
  const mobile = find('TEL', isMobile)
  const phone = find('TEL', (types) => !isMobile(types) && !/FAX|PAGER/.test(types))
  return {
    'Full name': whole || company,
    'First name': first,
    'Last name': last,
    Nickname: textOf(find('NICKNAME')),
    Email: textOf(find('EMAIL')).replace(/^mailto:/i, ''),
    Phone: textOf(phone).replace(/^tel:/i, ''),
    Mobile: textOf(mobile).replace(/^tel:/i, ''),
    'Job title': textOf(find('TITLE') ?? find('ROLE')),
    Department: units.filter(Boolean).join(', '),
    Website: textOf(find('URL')),
    Note: textOf(find('NOTE')),
  }
}

function textOf(property: Property | undefined): string {
  return property ? unescaped(decoded(property)).trim() : ''
}

/** The parts of a value such as "Lovelace;Ada", of which a semicolon behind a backslash is none. */
function partsOf(property: Property | undefined): string[] {
  if (!property) return []
  const parts = ['']
  for (const piece of decoded(property).match(/(?:\\.|[^;\\])+|;/gs) ?? []) {
    if (piece === ';') parts.push('')
    else parts.push(`${parts.pop()}${piece}`)
  }
  return parts.map((part) => unescaped(part).trim())
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([\\;,nN])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character))
}

function decoded({ value, isQuoted, charset }: Property): string {
  if (!isQuoted) return value
  // The bytes that are not written as =C3 are ASCII; what is none, some programs write as it is.
  const bytes = Buffer.from(
    iconv
      .encode(value, iconv.encodingExists(charset) ? charset : 'utf-8')
      .toString('latin1')
      .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  return iconv.decode(bytes, iconv.encodingExists(charset) ? charset : 'utf-8')
}
