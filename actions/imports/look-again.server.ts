import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod/mini'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import { FieldRefused, NotFound } from '#db/errors.ts'
import { contentOf, findImport, type Import } from '#db/imports/find.ts'
import type { Batch } from '#db/imports/save.ts'
import { type ImportOptions, type importForm, importOptions } from '../imports.schema.ts'
import { areMany, batchOf, type Choices, isLarge, sizeOf } from './batch.server.ts'
import { withDecisions } from './decisions.server.ts'
import { type DryRun, dryRun, isStill } from './dry-run.server.ts'
import { UnreadableFile } from './formats/unreadable-file.server.ts'
import { leftOutRows } from './left-out-file.server.ts'
import { guessOf, headOf, readTable, undecided } from './read-table.server.ts'

/** What the page of an import asks for, after another look at its file. */
type Look =
  /** `isForgotten` says that what was decided about rows does not hold any more. */
  | { step: 'check'; options: ImportOptions; isForgotten: boolean }
  | {
      step: 'import'
      file: Import
      batch: Batch
      choices: Choices
      /** How many rows are refused, and how many wait. */
      refused: number
      waiting: number
      leftOut: Buffer | undefined
      head: string[]
      options: ImportOptions
    }
  /** Something else would happen by now, or the import went on in another window. */
  | { step: 'stale'; changed: 'directory' | 'import' }

type Sent = z.output<typeof importForm>

/**
 * Reads a file as its page asks, or finds what importing it would do now. Choices that were changed and not checked yet are
 * checked first, whichever button was pressed.
 * @throws NotFound, FieldRefused for a file that cannot be read so, Refused for more decisions than are kept
 */
export async function lookAgain(values: Sent, actor: SignedIn): Promise<Look> {
  const { id, version, step, fingerprint } = values
  const file = await findImport(database(), id, actor.id)
  if (!file) throw new NotFound('import')
  const before = importOptions.parse(file.options)
  const isCurrent = file.state === 'staged' && file.version === version
  const found = isCurrent ? await dryRun(file) : undefined
  const wanted = found ? withDecisions(values, before, found) : before
  const checked = { ...wanted, boxes: boxesOf(values, before, found) }
  if (found && step === 'forget')
    return {
      step: 'check',
      options: await optionsOf(id, { ...checked, ...undecided }, before),
      isForgotten: false,
    }
  if (found && (step === 'check' || !isDeepStrictEqual(wanted, before))) {
    const options = await optionsOf(id, checked, before)
    return { step: 'check', options, isForgotten: isDecided(checked) && !isDecided(options) }
  }
  const deactivate = values.missing === 'deactivate'
  if (!found) return { step: 'stale', changed: 'import' }
  if (!isStill(found, fingerprint, { deactivate })) return { step: 'stale', changed: 'directory' }
  const choices = choicesOf(values, found)
  const batch = batchOf(found, choices)
  if (sizeOf(batch) === 0) throw nothingToImport(found)
  const { refused, asked } = found.plan
  return {
    step: 'import',
    file,
    batch,
    choices,
    refused: refused.length,
    waiting: asked.length,
    leftOut: isLarge(batch) ? undefined : leftOutRows(found, before),
    head: found.table.head,
    options: before,
  }
}

function isDecided({ answers, corrections }: ImportOptions): boolean {
  return answers.length + corrections.length > 0
}

/** A box that the page did not show stays as it was. */
function boxesOf(
  { restore, createTeams, missing }: Sent,
  { boxes }: ImportOptions,
  found: DryRun | undefined,
) {
  const isShown = found && found.plan.newTeams.size > 0
  return {
    restore,
    createTeams: isShown ? createTeams : (boxes?.createTeams ?? true),
    missing,
    remembered: boxes?.remembered ?? false,
  }
}

function nothingToImport({ plan: { trashed, newTeams } }: DryRun): FieldRefused {
  if (trashed.length === 0 && newTeams.size === 0)
    return new FieldRefused('missing', 'There is nothing to import. The people of the file are here already')
  return new FieldRefused(
    trashed.length > 0 ? 'restore' : 'createTeams',
    'Tick the box. Without it there is nothing to import',
  )
}

/** @throws FieldRefused where many people would become inactive, and their number was not entered */
function choicesOf(
  { restore, createTeams, missing, missingCount }: Sent,
  { plan, missing: people }: DryRun,
): Choices {
  const deactivate = missing === 'deactivate' && plan.unclear === 0
  if (deactivate && areMany(people) && missingCount.replaceAll(/[\s,.]/g, '') !== `${people.count}`)
    throw new FieldRefused('missingCount', `Enter ${people.count} to make that many people inactive`)
  return { restore, createTeams, deactivate }
}

/** A table that is read in another way has other columns and rows: nothing that was decided about them holds. */
async function optionsOf(id: number, sent: ImportOptions, before: ImportOptions): Promise<ImportOptions> {
  const asked = withOtherMark(sent, before)
  if (asked.separator === 'other' && asked.otherSeparator === '')
    throw new FieldRefused('otherSeparator', 'Enter the other mark')
  try {
    const content = await contentOf(database(), id)
    const reading = isDeepStrictEqual(rowsOf(asked), rowsOf(before))
      ? asked
      : await withHead(content, asked, before)
    const table = await readTable(content, reading)
    const same = isDeepStrictEqual(tableOf(reading), tableOf(before))
    if (same && asked.columns.length === table.head.length) return reading
    return { ...reading, ...undecided, ...guessOf(table) }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new FieldRefused(changedField(asked, before), error.message)
    throw error
  }
}

/** Somebody who enters another mark means it, also where the select above was left. */
function withOtherMark(asked: ImportOptions, before: ImportOptions): ImportOptions {
  const { separator, otherSeparator } = asked
  const isEntered = otherSeparator !== '' && otherSeparator !== before.otherSeparator
  return isEntered && separator === before.separator ? { ...asked, separator: 'other' } : asked
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
