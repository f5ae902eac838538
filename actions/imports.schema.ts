import * as z from 'zod/mini'
import { type FieldName, fieldNames } from '#db/user-fields.ts'
import { carried, damaged, text, tickBox } from './fields.schema.ts'
import { largestFile, largestFileInWords } from './request/request.schema.ts'

/** The encodings that text can have, by the names that iconv-lite knows. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-15',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-9',
  'macintosh',
  'maccenteuro',
  'koi8-r',
  'cp850',
  'cp852',
  'cp866',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
] as const

/** An encoding of text. */
export type Encoding = (typeof encodings)[number]

/** What can stand between two cells. */
export const separators = ['comma', 'semicolon', 'tab', 'pipe', 'other'] as const

/** The marks around a cell that holds separators or line breaks. A quote in such a cell is doubled, or follows a backslash. */
export const quotes = ['double', 'none', 'single', 'backslash'] as const

/** Parts of the full name, joined where there is no other, and a status turned round: yes means inactive. */
export const partNames = ['firstName', 'middleName', 'lastName', 'inactive'] as const

/** Where the cells of a column can go. */
export type Destination = 'leave' | 'id' | (typeof partNames)[number] | FieldName

/** Every place where the cells of a column can go. */
export const destinations: readonly Destination[] = ['leave', 'id', ...partNames, ...fieldNames]

/** What blank cells do to somebody who is here. */
export const blanks = ['keep', 'clear'] as const

/** The answer to all questions without one of their own; "" leaves their rows waiting. */
export const otherAnswers = ['', 'same', 'new', 'leave'] as const

/** What happens to people who are not in the file. */
export const missing = ['leave', 'deactivate'] as const

/** The id of the person whom a row means, or "new", "take" or "leave". */
const answer = { called: 'Answer', max: 10 }

/** The most rows that a file can have, below the names of its columns. */
export const mostRows = 20_000

/** The most columns that a file can have. */
export const mostColumns = 200

/** The largest file of text that is taken, in bytes. Workbooks are packed, and may be as large as `largestFile`. */
export const largestText = 5_000_000

/** The most text that can be pasted, in characters. */
export const longestPasted = 200_000

// Not a custom type, which no other form has: its code would be in the script of each.
const file = z.transform((sent: unknown, ctx) => {
  const refuse = (message: string) => ctx.issues.push({ code: 'custom', message, input: sent })
  if (!(sent instanceof File)) refuse('Choose a file')
  else if (sent.size > largestFile) refuse(`The file must be ${largestFileInWords} or smaller`)
  return sent as File
})

/** A file that is uploaded, or rows that are pasted. What they hold is looked at later. */
export const uploadForm = z
  .object({
    file: z.optional(file),
    // Not trimmed: a row may begin with a blank cell.
    pasted: z._default(z.string({ error: 'Paste text' }), ''),
  })
  .check((ctx) => {
    const { file: chosen, pasted } = ctx.value
    const refuse = (field: string, message: string) =>
      ctx.issues.push({ code: 'custom', message, input: ctx.value, path: [field] })
    const hasText = pasted.trim() !== ''
    if (!chosen?.name && !hasText) refuse('file', 'Choose a file, or paste rows below')
    // With scripts React sends a file called "blob" where none was chosen.
    if (chosen?.size && hasText) refuse('pasted', 'Choose a file or paste rows, not both')
    if (pasted.length > longestPasted)
      refuse(
        'pasted',
        `The rows must be ${longestPasted.toLocaleString('en')} characters or fewer. Save them as a file`,
      )
  })

/** A row, column or sheet, as forms send it or as it is kept. */
function smallNumber(error: string, digits = 2) {
  return z.transform((sent: unknown, ctx) => {
    if (!/^\d+$/.test(String(sent)) || String(sent).length > digits)
      ctx.issues.push({ code: 'custom', message: error, input: sent })
    return Number(sent)
  })
}

/** A box as browsers send it, or as it is kept. */
function tickOrKept() {
  return z.transform((sent: unknown) => sent === 'on' || sent === true)
}

const columns = z.array(z.enum(destinations, { error: 'Choose where the column goes' }), {
  error: 'Choose where the columns go',
})

/** How a file is to be read. */
export const importOptions = z.object({
  encoding: z.enum(encodings, { error: 'Choose an encoding' }),
  separator: z.enum(separators, { error: 'Choose a separator' }),
  // Files that were staged by an earlier release lack those with a default.
  otherSeparator: text({
    called: 'Other mark',
    // A mark of some scripts is two.
    max: 4,
    refuse: (typed) =>
      /^[^\p{L}\p{N}"'\\]$/u.test(typed) ? undefined : 'Enter one mark that is no letter, digit or quote',
  }),
  quote: z.enum(quotes, { error: 'Choose quotes' }),
  sheet: z._default(smallNumber('Choose a sheet'), 1),
  headRow: z._default(smallNumber('Choose the names of the columns'), 1),
  columns,
  // Files that were uploaded before there was a choice are read as they were then.
  blanks: z._default(z.enum(blanks, { error: 'Choose what blank cells do' }), 'clear'),
  answers: z._default(z.array(z.object({ row: smallNumber(damaged, 6), choice: text(answer) })), []),
  otherAnswers: z._default(z.enum(otherAnswers, { error: 'Choose an answer' }), ''),
  corrections: z._default(
    z.array(
      z.object({
        row: smallNumber(damaged, 6),
        column: smallNumber(damaged, 3),
        value: z._default(z.string(), ''),
      }),
    ),
    [],
  ),
  withoutCells: tickOrKept(),
  turnNames: tickOrKept(),
  /** How the boxes about the whole file were left when it was checked. They need no other look at it. */
  boxes: z.optional(
    z.object({
      restore: tickOrKept(),
      createTeams: tickOrKept(),
      missing: z._default(z.enum(missing), 'leave'),
      /** Columns go elsewhere than a first look says, because the last file with the same names sent them there. */
      remembered: tickOrKept(),
    }),
  ),
})

/** A file that is thrown away. */
export const discardTarget = z.object({ id: carried() })

/** How the cells of a file become values. */
export type ImportOptions = z.output<typeof importOptions>

/**
 * The page of an import: how its file is to be read, what the page said would happen, and which button was pressed. Without
 * one, as when somebody presses Enter, nothing is imported.
 */
export const importForm = z.object({
  ...importOptions.shape,
  id: carried(),
  version: carried(),
  fingerprint: z._default(z.string(), ''),
  restore: tickBox('Tick the box or leave it empty'),
  createTeams: tickBox('Tick the box or leave it empty'),
  missing: z._default(
    z.enum(missing, { error: 'Choose what happens to people who are not in the file' }),
    'leave',
  ),
  missingCount: text({ called: 'The number', max: 10 }),
  step: z._default(z.enum(['check', 'forget', 'import'], { error: 'Press one of the buttons' }), 'check'),
})
