import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod/mini'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import { FieldRefused, NotFound } from '#db/errors.ts'
import { contentOf, findImport, type Import } from '#db/imports/find.ts'
import type { Batch } from '#db/imports/save.ts'
import { type ImportOptions, type importForm, importOptions } from '../imports.schema.ts'
import { dryRun } from './dry-run.server.ts'
import { UnreadableFile } from './formats/unreadable-file.server.ts'
import { columnsOf, headOf, readTable } from './read-table.server.ts'
import { batchOf, sizeOf } from './save.server.ts'

/** What the page of an import asks for, after another look at its file. */
type Look =
  | { step: 'check'; options: ImportOptions }
  | { step: 'import'; file: Import; batch: Batch; refused: number }
  /** Something else would happen by now, or it happened already. */
  | { step: 'stale' }

/**
 * Reads a file as its page asks, or finds what importing it would do now. Choices that were changed and not checked yet are
 * checked first, whichever button was pressed.
 * @throws NotFound, FieldRefused for a file that cannot be read so
 */
export async function lookAgain(values: z.output<typeof importForm>, actor: SignedIn): Promise<Look> {
  const { id, version, step, fingerprint, restore, createTeams } = values
  const asked = importOptions.parse(values)
  const file = await findImport(database(), id, actor.id)
  if (!file) throw new NotFound('import')
  const before = importOptions.parse(file.options)
  const same = isDeepStrictEqual(asked, before)
  if (file.state === 'staged' && file.version === version && (step === 'check' || !same))
    return { step: 'check', options: await optionsOf(id, asked, before) }
  const found = file.state === 'staged' ? await dryRun(file) : undefined
  if (!found || found.fingerprint !== fingerprint) return { step: 'stale' }
  const batch = batchOf(found, { restore, createTeams })
  if (sizeOf(batch) === 0)
    throw new FieldRefused(
      found.plan.trashed.length > 0 ? 'restore' : 'createTeams',
      'Tick the box. Without it there is nothing to import',
    )
  return { step: 'import', file, batch, refused: found.plan.refused.length }
}

/** A table that is read in another way has other columns, which are matched by their names again. */
async function optionsOf(id: number, asked: ImportOptions, before: ImportOptions): Promise<ImportOptions> {
  if (asked.separator === 'other' && asked.otherSeparator === '')
    throw new FieldRefused('otherSeparator', 'Enter the other separator')
  try {
    const content = await contentOf(database(), id)
    const reading = isDeepStrictEqual(rowsOf(asked), rowsOf(before))
      ? asked
      : await withHead(content, asked, before)
    const table = await readTable(content, reading)
    const same = isDeepStrictEqual(tableOf(reading), tableOf(before))
    return {
      ...reading,
      columns: same && asked.columns.length === table.head.length ? asked.columns : columnsOf(table),
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new FieldRefused(changedField(asked, before), error.message)
    throw error
  }
}

/** Other rows have another head, unless one was chosen too. */
async function withHead(
  content: Buffer,
  asked: ImportOptions,
  before: ImportOptions,
): Promise<ImportOptions> {
  return asked.headRow === before.headRow ? { ...asked, headRow: await headOf(content, asked) } : asked
}

/** What decides which columns there are. */
function tableOf({ headRow, ...reading }: ImportOptions) {
  return { headRow, ...rowsOf(reading) }
}

/** What decides which rows and cells there are. */
function rowsOf({ sheet, separator, otherSeparator, quote }: Omit<ImportOptions, 'headRow'>) {
  return { sheet, separator, otherSeparator: separator === 'other' ? otherSeparator : '', quote }
}

/** The field that probably made a file unreadable. */
function changedField(asked: ImportOptions, before: ImportOptions): string {
  const fields = ['sheet', 'headRow', 'separator', 'quote', 'encoding'] as const
  return fields.find((field) => asked[field] !== before[field]) ?? 'separator'
}
