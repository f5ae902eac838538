import { UnreadableFile } from './unreadable-file.server.ts'
import { openZip } from './zip.server.ts'

/** What a file is read as. */
export type Kind = 'text' | 'xlsx' | 'ods' | 'vcard'

const saveAs = 'Save the list as .xlsx or CSV in the program it comes from'

const picture = `This is a picture. ${saveAs}`
const archive = 'This is a packed file. Unpack it, then choose the list inside'

// The first bytes of files that hold no table. https://en.wikipedia.org/wiki/List_of_file_signatures
const starts: readonly [string, string][] = [
  [
    '\xd0\xcf\x11\xe0',
    'This is an old Excel file (.xls), or one with a password. Open it in Excel and save it as .xlsx without a password, or as CSV',
  ],
  ['%PDF', `This is a PDF. ${saveAs}`],
  ['\x89PNG', picture],
  ['\xff\xd8\xff', picture],
  ['GIF8', picture],
  ['RIFF', picture],
  ['\0\0\0\x18ftyp', picture],
  ['\0\0\0\x24ftyp', picture],
  ['II*\0', picture],
  ['MM\0*', picture],
  ['{\\rtf', `This is a Word document. ${saveAs}`],
  ['\x1f\x8b', archive],
  ['7z\xbc\xaf', archive],
  ['Rar!', archive],
  ['SQLite format 3', `This is a database. ${saveAs}`],
]
const zipStarts = ['PK\x03\x04', 'PK\x05\x06']

// Names of entries of zip files, by which programs mark their own.
const packed: readonly [RegExp, string][] = [
  [
    /^xl\/workbook\.bin$/,
    'This is a binary Excel file (.xlsb). Open it in Excel and save it as .xlsx or CSV',
  ],
  [/^content\.xml$/, `This is an OpenDocument file, and no spreadsheet. ${saveAs}`],
  [/^word\//, `This is a Word document. ${saveAs}`],
  [/^ppt\//, `This is a presentation. ${saveAs}`],
  [
    /\.iwa$|^index\.(?:zip|apxl)$/,
    'This is a Numbers or Pages file. Choose File, Export to, then Excel or CSV',
  ],
]

/** What the bytes of a file are. @throws UnreadableFile for one that holds no table, which says what it is */
export function kindOf(bytes: Buffer): Exclude<Kind, 'vcard'> {
  const start = bytes.toString('latin1', 0, 100)
  for (const [sign, message] of starts) if (start.startsWith(sign)) throw new UnreadableFile(message)
  if (!zipStarts.some((sign) => start.startsWith(sign))) return 'text'
  const { names, read } = openZip(bytes)
  if (names.includes('xl/workbook.xml')) return 'xlsx'
  if (/opendocument\.spreadsheet/.test(read('mimetype')?.toString('latin1') ?? '')) return 'ods'
  for (const [pattern, message] of packed)
    if (names.some((name) => pattern.test(name))) throw new UnreadableFile(message)
  throw new UnreadableFile('This is a zip file. Unpack it, then choose the list inside')
}

const texts: readonly [RegExp, string][] = [
  [/^(?:\{\s*"|\[\s*[[{]|\[\s*\]|\{\s*\})/, `This is JSON. ${saveAs}`],
  [
    /^<(?:!doctype html|html|head|body|table|meta|style)\b/i,
    'This is a web page with another name. Open it in Excel or another spreadsheet program and save it as .xlsx or CSV',
  ],
  [/^<[?!a-z]/i, `This is XML. ${saveAs}`],
  [/^(?:version: ?\d\s+)?(?:#[^\n]*\n\s*){0,20}dn::? ?\S/i, `This is LDIF. ${saveAs}`],
  [/^BEGIN:VCALENDAR/i, 'This is a calendar. Choose a list of people'],
]

/** What a text is. @throws UnreadableFile for one that holds no table, which says what it is */
export function kindOfText(text: string): Exclude<Kind, 'xlsx' | 'ods'> {
  if (text.includes('\0')) throw new UnreadableFile(`This is neither a spreadsheet nor a CSV file. ${saveAs}`)
  const start = text.slice(0, 20_000).trimStart()
  for (const [pattern, message] of texts) if (pattern.test(start)) throw new UnreadableFile(message)
  return /^BEGIN:VCARD/i.test(start) ? 'vcard' : 'text'
}
