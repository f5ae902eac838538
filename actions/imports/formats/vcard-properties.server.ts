import iconv from 'iconv-lite'

/** `types` are all parameters, in capitals; `group` is "item1" in "item1.EMAIL". */
export type Property = {
  group: string
  name: string
  types: string
  value: string
  charset: string
  isQuoted: boolean
}

/** Lines that go on in the next one are one: after a line break and a space, or in 2.1 after "=". */
export function* unfold(text: string): Generator<string> {
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
const known =
  /^(PRODID|FN|N|NICKNAME|PRONOUNS|EMAIL|TEL|TITLE|ROLE|ORG|CATEGORIES|ADR|URL|NOTE|KIND|X-ADDRESSBOOKSERVER-KIND|X-ABLABEL|X-ROLLCALL-[A-Z-]{1,30})$/

export function propertyOf(line: string): Property[] {
  // A colon in quotes belongs to a parameter.
  const [head] = /^(?:[^":]|"[^"]*"){1,1000}(?=:)/.exec(line.slice(0, longestHead)) ?? []
  if (!head) return []
  const [name = '', ...parameters] = head.split(';')
  const types = parameters.join(';').toUpperCase()
  const raw = line.slice(head.length + 1).slice(0, longestValue)
  const isQuoted = types.includes('QUOTED-PRINTABLE')
  const charset = /CHARSET="?([\w-]+)/.exec(types)?.[1] ?? 'UTF-8'
  // "item1.EMAIL" belongs with "item1.X-ABLabel".
  const dot = name.indexOf('.')
  const own = name.slice(dot + 1).toUpperCase()
  const group = name.slice(0, Math.max(0, dot))
  return known.test(own) ? [{ group, name: own, types, value: raw, charset, isQuoted }] : []
}

export function textOf(property: Property | undefined): string {
  return property ? unescaped(decoded(property)).trim() : ''
}

const pieces = { ';': /(?:\\.|[^;\\])+|;/gs, ',': /(?:\\.|[^,\\])+|,/gs } as const

/** The parts of a value such as "Lovelace;Ada", of which a semicolon behind a backslash is none. */
export function partsOf(property: Property | undefined, separator: keyof typeof pieces = ';'): string[] {
  if (!property) return []
  const parts = ['']
  for (const piece of decoded(property).match(pieces[separator]) ?? []) {
    if (piece === separator) parts.push('')
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
