import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import type { Executor, Trx } from '#db/database.ts'
import { recall, remember } from '#db/imports/remembered.ts'
import { type ImportOptions, importOptions } from '../imports.schema.ts'
import { isOwnFile } from './columns/known-heads.server.ts'
import { readTable } from './read-table.server.ts'

// What blank cells do is chosen for each file, because it can clear what people wrote here.
const remembered = z.pick(importOptions, { columns: true })

/**
 * How a file is probably to be read, with what was chosen for the last one with the same names of columns.
 * @throws UnreadableFile
 */
export async function withRemembered(
  db: Executor,
  content: Buffer,
  options: ImportOptions,
): Promise<ImportOptions> {
  const { head } = await readTable(content, options)
  if (!isNamed(head, options)) return options
  const { data } = remembered.safeParse(await recall(db, head))
  if (!data || data.columns.length !== head.length || isDeepStrictEqual(data.columns, options.columns))
    return options
  const boxes = { restore: false, createTeams: true, missing: 'leave', remembered: true } as const
  return { ...options, ...data, boxes }
}

/** For the next file with the same names of columns. */
export async function rememberColumns(
  trx: Trx,
  head: readonly string[],
  options: ImportOptions,
): Promise<void> {
  if (isNamed(head, options)) await remember(trx, head, remembered.parse(options))
}

/** Our own files need no choices, and without names every file is a different one. */
function isNamed(head: readonly string[], { headRow }: ImportOptions): boolean {
  return headRow > 0 && !isOwnFile(head)
}
