import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod/mini'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import { FieldRefused, NotFound } from '#db/errors.ts'
import { contentOf, findImport, type Import } from '#db/imports/find.ts'
import type { Batch } from '#db/imports/save.ts'
import { type ImportOptions, type importForm, importOptions } from '../imports.schema.ts'
import { dryRun } from './dry-run.server.ts'
import { matchColumns } from './match-columns.server.ts'
import { readTable, samplesOf, UnreadableFile } from './read-table.server.ts'
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
  const { encoding, separator, quote, columns, blanks } = values
  const asked = { encoding, separator, quote, columns, blanks }
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

/** Other separators and quotes make other columns, which are told by their names again. */
async function optionsOf(id: number, asked: ImportOptions, before: ImportOptions): Promise<ImportOptions> {
  try {
    const { head, rows } = readTable(await contentOf(database(), id), asked)
    const sameForm = asked.separator === before.separator && asked.quote === before.quote
    const sameColumns = sameForm && asked.columns.length === head.length
    return { ...asked, columns: sameColumns ? asked.columns : matchColumns(head, samplesOf(rows)) }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new FieldRefused('separator', error.message)
    throw error
  }
}
