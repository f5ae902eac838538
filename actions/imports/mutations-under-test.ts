import { readdirSync, readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import type { User } from '#db/tables.ts'
import { sheetEnd, sheetWriter, workbook } from '../spreadsheet/write-xlsx.server.ts'

/** Names of columns and rows. */
type Sheet = string[][]
export type Random = ReturnType<typeof randomOf>

/** Numbers that follow from a seed. https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
export function randomOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    below,
    chance: (share: number) => next() < share,
    pick: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
  }
}

const samples = readdirSync(new URL('./samples/', import.meta.url)).map((name) =>
  readFileSync(new URL(`./samples/${name}`, import.meta.url)),
)

/** A valid list of some of these people and of others, with a few things done to it that happen to files. */
export async function mutatedFile(people: readonly User[], random: Random): Promise<Buffer> {
  if (random.chance(0.1)) return broken(Buffer.from(random.pick(samples)), random)
  let sheet = random.chance(0.3) ? ownSheet(people, random) : foreignSheet(people, random)
  for (let times = random.below(4); times > 0; times--) sheet = random.pick(sheetMutations)(sheet, random)
  const write = random.pick([writeText, writeText, writeXlsx, writeVcards])
  const bytes = await write(sheet, random)
  return random.chance(0.5) ? bytes : broken(bytes, random)
}

const ownHead = [
  'Id',
  'Full name',
  'Known as',
  'Email',
  'Phone',
  'Mobile',
  'Job title',
  'Staff number',
  'Listed',
]

/** Our own export, with changes. */
function ownSheet(people: readonly User[], random: Random): Sheet {
  return [
    ownHead,
    ...someOf(people, random).map((person) => [
      `${person.id}`,
      person.name,
      person.knownAs,
      person.email,
      person.phone,
      person.mobile,
      random.pick([person.jobTitle, 'Porter', '']),
      person.staffNumber,
      person.listed ? 'yes' : 'no',
    ]),
  ]
}

const strangers = ['Imogen Vale', 'Ruiz, Pablo', '松本 直子', 'Null', 'O"Hara', 'Ann', '-', 'Zoë Ångström']

/** The list of another system. */
function foreignSheet(people: readonly User[], random: Random): Sheet {
  const known = someOf(people, random).map((person) => [
    random.chance(0.1) ? random.pick(strangers) : person.name,
    random.pick([person.email, person.email, person.email.toUpperCase(), '', 'else@example.org']),
    random.pick(['', person.staffNumber]),
    random.pick([person.phone, person.mobile, '01632 960999']),
    random.pick(['Porter', '', person.jobTitle]),
    random.pick(['Library', 'Library; Choir', 'A:::B:::C', '']),
    random.pick(['active', 'left', 'yes', '']),
  ])
  const added = strangers.map((name, index) => [
    name,
    random.pick([`new${index}@example.org`, '', 'new@example.org', 'broken@']),
    random.pick(['', `N-${index}`]),
    random.pick(['', '+44 1632 960555']),
    'Clerk',
    'Choir',
    '',
  ])
  const head = random.pick([
    ['Full name', 'Email', 'Staff number', 'Phone', 'Job title', 'Teams', 'Status'],
    ['Name', 'E-mail 1 - Value', 'Personalnummer', 'Telefon', 'Titel', 'Abteilung', 'Aktiv'],
    ['name', 'mail', 'id', 'phone', 'title', 'group', 'status'],
    ['Display name', 'User principal name', 'Employee id', 'Mobile phone', 'Title', 'Department', 'x'],
  ])
  return [head, ...known, ...added.slice(random.below(added.length))]
}

function someOf(people: readonly User[], random: Random): User[] {
  return people.filter(() => random.chance(0.5))
}

type SheetMutation = (sheet: Sheet, random: Random) => Sheet

const sheetMutations: readonly SheetMutation[] = [
  // Columns in another order, with and without their names.
  (sheet, random) => {
    const order = shuffled([...(sheet[0] ?? []).keys()], random)
    const heads = random.chance(0.5)
    return sheet.map((row, index) => (index === 0 && heads ? row : order.map((place) => row[place] ?? '')))
  },
  (sheet, random) => sheet.flatMap((row) => (random.chance(0.2) ? [row, row] : [row])),
  (sheet, random) => [sheet[0] ?? [], ...shuffled(sheet.slice(1), random)],
  (sheet) => sheet.slice(1),
  (sheet, random) => sheet.map((row) => (random.chance(0.2) ? row.slice(0, random.below(row.length)) : row)),
  (sheet, random) => sheet.map((row) => (random.chance(0.1) ? [...row, random.pick(row) ?? ''] : row)),
  // Cells change places with others of their column, or of their row.
  (sheet, random) => {
    const column = random.below(sheet[0]?.length ?? 1)
    const cells = shuffled(
      sheet.slice(1).map((row) => row[column] ?? ''),
      random,
    )
    return sheet.map((row, index) =>
      index === 0 ? row : row.map((cell, place) => (place === column ? (cells[index - 1] ?? '') : cell)),
    )
  },
  (sheet, random) =>
    sheet.map((row, index) => (index > 0 && random.chance(0.1) ? shuffled(row, random) : row)),
  (sheet, random) => {
    const column = random.below(sheet[0]?.length ?? 1)
    return sheet.map((row) => row.flatMap((cell, index) => (index === column ? [cell, cell] : [cell])))
  },
  (sheet, random) =>
    sheet.map((row) => row.map((cell) => (random.chance(0.05) ? strangeCell(cell, random) : cell))),
  (sheet, random) => sheet.map((row) => row.map((cell) => (random.chance(0.1) ? '' : cell))),
  (sheet) => [['Report'], [], ...sheet, ['Total', `${sheet.length}`]],
]

function strangeCell(cell: string, random: Random): string {
  return random.pick([
    ` ${cell}\u00a0`,
    `${cell}\u200b`,
    `'=${cell}`,
    `="${cell}"`,
    `${cell}\n${cell}`,
    `${cell}"`,
    `<${cell}>`,
    cell.normalize('NFD'),
    `${cell};${cell}`,
    '\ud800',
    '#REF!',
    '1.0',
    `${cell}${'x'.repeat(300)}`,
    '9'.repeat(400),
  ])
}

function writeText(sheet: Sheet, random: Random): Buffer {
  const separator = random.pick([',', ',', ';', '\t', '|', '^', '::'])
  const quote = random.pick(['"', '"', "'", ''])
  const quoted = (cell: string) =>
    quote && (random.chance(0.2) || [separator, quote, '\n'].some((mark) => cell.includes(mark)))
      ? quote + cell.replaceAll(quote, quote + quote) + quote
      : cell
  let text = sheet.map((row) => row.map(quoted).join(separator)).join(random.pick(['\n', '\r\n', '\r']))
  if (random.chance(0.1)) text = text.replaceAll('"', '')
  if (random.chance(0.1)) text = text.replaceAll(separator, random.pick([',', ';', '\t']))
  if (random.chance(0.05)) text = `sep=${separator}\n${text}`
  return encoded(text, random)
}

function encoded(text: string, random: Random): Buffer {
  const encoding = random.pick([
    'utf8',
    'utf8',
    'utf-16le',
    'utf-16be',
    'windows-1252',
    'shift_jis',
    'macintosh',
  ])
  return iconv.encode(text, encoding, { addBOM: random.chance(0.3) })
}

async function writeXlsx(sheet: Sheet, random: Random): Promise<Buffer> {
  const columns = (sheet[0] ?? []).map((header) => ({ header, width: 10 }))
  const xml = sheetWriter(columns)(sheet.slice(1)) + sheetEnd(columns)
  const parts: Uint8Array[] = []
  for await (const part of workbook([Buffer.from(xml)])) parts.push(part)
  const bytes = Buffer.concat(parts)
  if (random.chance(0.6)) return bytes
  // What is inside is broken, and the file around it whole.
  const entries = unzipSync(bytes)
  const name = random.pick(Object.keys(entries))
  return Buffer.from(zipSync({ ...entries, [name]: broken(Buffer.from(entries[name] ?? []), random) }))
}

const properties: Record<string, string> = {
  Id: 'X-ROLLCALL-ID',
  'Full name': 'FN',
  Email: 'EMAIL',
  Phone: 'TEL',
  Mobile: 'TEL;TYPE=CELL',
  'Job title': 'TITLE',
  'Staff number': 'X-ROLLCALL-STAFF-NUMBER',
}

function writeVcards([head = [], ...rows]: Sheet, random: Random): Buffer {
  const cards = rows.map((row) => {
    const lines = row.map(
      (cell, index) => `${properties[head[index] ?? ''] ?? 'NOTE'}:${cell.replaceAll('\n', '\\n')}`,
    )
    const product = random.chance(0.9) ? ['PRODID:-//Rollcall//People//EN'] : []
    const card = ['BEGIN:VCARD', 'VERSION:4.0', ...product, ...lines, 'END:VCARD']
    return (random.chance(0.05) ? shuffled(card, random) : card).join('\r\n')
  })
  return encoded(cards.join('\r\n'), random)
}

/** With bytes that are changed, lost, added or repeated. */
function broken(bytes: Buffer, random: Random): Buffer {
  let result = bytes
  for (let times = 1 + random.below(5); times > 0; times--) {
    const at = random.below(result.length + 1)
    const [before, after] = [result.subarray(0, at), result.subarray(at)]
    const few = 1 + random.below(40)
    result = random.pick([
      () => Buffer.concat([before, Buffer.from([random.below(256)]), after.subarray(1)]),
      () =>
        Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ (1 << random.below(8))]), after.subarray(1)]),
      () => Buffer.concat([before, after.subarray(few)]),
      () => Buffer.concat([before, after.subarray(0, few), after]),
      () =>
        Buffer.concat([
          before,
          Buffer.alloc(few, random.pick(['"', '\n', '\0', ',', "'", '<', '\xff'])),
          after,
        ]),
      () => (random.chance(0.3) ? before : result),
    ])()
  }
  return result
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(random.below(left.length), 1))
}
