import * as z from 'zod/mini'
import { type FieldName, fieldNames } from '#db/user-fields.ts'
import { carried, tickBox } from './fields.schema.ts'
import { largestFile, largestFileInWords } from './request/request.schema.ts'

/** What a file can be written in. */
export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const

/** What can stand between two cells. */
export const separators = ['comma', 'semicolon', 'tab', 'pipe'] as const

/** What can stand around a cell that holds separators or line breaks. */
export const quotes = ['double', 'none', 'single'] as const

/** Parts of the full name, joined where there is no other, and a status turned round: yes means inactive. */
export const partNames = ['firstName', 'middleName', 'lastName', 'inactive'] as const

/** Where the cells of a column can go. */
export type Destination = 'leave' | 'id' | (typeof partNames)[number] | FieldName

/** Every place where the cells of a column can go. */
export const destinations: readonly Destination[] = ['leave', 'id', ...partNames, ...fieldNames]

/** What blank cells do to somebody who is here. */
export const blanks = ['keep', 'clear'] as const

/** The most rows that a file can have, below the names of its columns. */
export const mostRows = 20_000

/** The most columns that a file can have. */
export const mostColumns = 60

/** A file that is uploaded. What it holds is looked at later. */
export const uploadForm = z.object({
  file: z
    .custom<File>((sent) => sent instanceof File && sent.name !== '', { error: 'Choose a CSV file' })
    .check((ctx) => {
      if (ctx.value.size > largestFile)
        ctx.issues.push({
          code: 'custom',
          message: `The file must be ${largestFileInWords} or smaller`,
          input: ctx.value,
        })
    }),
})

const columns = z.array(z.enum(destinations, { error: 'Choose where the column goes' }), {
  error: 'Choose where the columns go',
})

/** How a file is to be read. */
export const importOptions = z.object({
  encoding: z.enum(encodings, { error: 'Choose an encoding' }),
  separator: z.enum(separators, { error: 'Choose a separator' }),
  quote: z.enum(quotes, { error: 'Choose quotes' }),
  columns,
  // Files that were uploaded before there was a choice are read as they were then.
  blanks: z._default(z.enum(blanks, { error: 'Choose what blank cells do' }), 'clear'),
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
  step: z._default(z.enum(['check', 'import'], { error: 'Press one of the buttons' }), 'check'),
})
