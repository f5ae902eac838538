import { guardQuotes } from '../../spreadsheet/formula.server.ts'
import { bestOf, kindOf, phonesOf } from '../labels.server.ts'
import { takingTurns } from '../turns.server.ts'
import { type OwnCard, ownCardOf, ownColumns } from './own-vcards.server.ts'
import { type Property, partsOf, propertyOf, textOf, unfold } from './vcard-properties.server.ts'

type Row = { number: number; cells: string[] }

const columns = [
  'Full name',
  'First name',
  'Last name',
  'Nickname',
  'Pronouns',
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
type Read = { card: Card; own: OwnCard | undefined }

/**
 * The people of vCards of any version (2.1, RFC 2426, RFC 6350) as a table, with the columns that any of them fills. Of
 * several addresses or numbers it is the preferred one, or the first. In our own export each field is taken as it was written.
 * Others get their turn between lines.
 */
export async function readVcards(text: string, most: number): Promise<{ head: string[]; rows: Row[] }> {
  const cards: Read[] = []
  let properties: Property[] = []
  const turn = takingTurns()
  for (const line of unfold(text)) {
    await turn()
    if (/^BEGIN:VCARD\s*$/i.test(line)) properties = []
    else if (/^END:VCARD\s*$/i.test(line)) {
      // Address books write their groups as cards too.
      const isGroup = properties.some(
        ({ name, value }) => /^(X-ADDRESSBOOKSERVER-)?KIND$/.test(name) && /^group$/i.test(value),
      )
      const card = isGroup ? {} : cardOf(properties)
      if (Object.values(card).some(Boolean)) cards.push({ card, own: ownCardOf(properties) })
      properties = []
      if (cards.length === most) break
    } else if (properties.length < mostProperties) properties.push(...propertyOf(line))
  }
  return cards.every(({ own }) => own)
    ? tableOf(
        cards.map(({ own = {} }) => own),
        ownColumns,
      )
    : tableOf(
        cards.map(({ card }) => card),
        columns,
      )
}

function tableOf<Column extends string>(
  cards: readonly Partial<Record<Column, string>>[],
  columns: readonly Column[],
): { head: Column[]; rows: Row[] } {
  const head = columns.filter((column) => cards.some((card) => card[column]))
  // No card escapes formulas, and cells are read as if a spreadsheet had.
  const rows = cards.map((card, index) => ({
    number: index + 1,
    cells: head.map((column) => guardQuotes(card[column] ?? '')),
  }))
  return { head, rows }
}

function cardOf(properties: readonly Property[]): Card {
  const labels = new Map(
    properties.flatMap((each) => (each.name === 'X-ABLABEL' ? [[each.group, textOf(each)] as const] : [])),
  )
  const allOf = (name: string) => {
    const all = properties.filter((each) => each.name === name && each.value.trim() !== '')
    const labelled = all.map((each) => ({
      ...each,
      label: `${each.types} ${labels.get(each.group || '-') ?? ''}`,
    }))
    return [...labelled].sort((one, other) => isPreferred(other) - isPreferred(one))
  }
  const find = (name: string) => bestOf(allOf(name))[0]
  const [last = '', first = '', middle = ''] = partsOf(find('N'))
  const [company = '', ...units] = partsOf(find('ORG'))
  const whole = textOf(find('FN')) || [first, middle, last].filter(Boolean).join(' ')
  const { phone, mobile } = phonesOf(allOf('TEL'))
  // Anybody can see a link.
  const link = bestOf(allOf('URL')).find(({ label }) => kindOf(label) !== 'home')
  return {
    'Full name': whole || company,
    'First name': first,
    'Last name': last,
    Nickname: textOf(find('NICKNAME')),
    Pronouns: textOf(find('PRONOUNS')),
    Email: textOf(find('EMAIL')).replace(/^mailto:/i, ''),
    Phone: textOf(phone).replace(/^tel:/i, ''),
    Mobile: textOf(mobile).replace(/^tel:/i, ''),
    'Job title': textOf(find('TITLE') ?? find('ROLE')),
    Department: units.filter(Boolean).join(', '),
    Website: textOf(link),
    Note: textOf(find('NOTE')),
  }
}

function isPreferred({ types }: Property): number {
  return types.includes('PREF') ? 1 : 0
}
