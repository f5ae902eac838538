import { z } from 'zod'
import { CannotStart } from '../cannot-start.ts'
import { isKept, type KeptTable } from './tables.ts'

const head = z.object({
  /** The version of Rollcall that wrote the backup. */
  rollcall: z.string(),
  /** The last migration of the tables. */
  schema: z.string(),
  /** Names the directory, also after it was restored elsewhere: the time of its first migration. */
  directory: z.string(),
  at: z.string(),
  revision: z.int(),
  tables: z.array(
    z.object({
      name: z.custom<KeptTable>((name) => typeof name === 'string' && isKept(name)),
      columns: z.array(z.string()),
      rows: z.int(),
    }),
  ),
  sequences: z.record(z.string(), z.object({ last: z.int(), called: z.boolean() })),
})

/** What a backup says about itself. */
export type Head = z.output<typeof head>

/** Rows of one table, each as a line of JSON. Tables come in the order of the head. */
export type Batch = { table: KeptTable; rows: string[] }

export type Backup = { head: Head; batches: AsyncIterable<Batch> }

/** @throws CannotStart */
export function readHead(line: string): Head {
  const result = head.safeParse(JSON.parse(line))
  if (!result.success) throw new CannotStart('This backup holds tables that this Rollcall does not know.')
  return result.data
}

export function headInWords({ at, rollcall, schema, revision, tables }: Head): string {
  const counts = tables.map(({ name, rows }) => `${rows} ${name}`).join(', ')
  return `Rollcall ${rollcall} at ${at}, revision ${revision}, tables of ${schema}: ${counts}`
}
