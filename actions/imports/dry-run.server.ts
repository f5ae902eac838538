import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { database, type Executor } from '#db/database.ts'
import { readHomeCountry } from '#db/home-country.ts'
import { contentOf, type Import } from '#db/imports/find.ts'
import { type Missing, missingPeople } from '#db/imports/missing.ts'
import { revision as presentRevision } from '#db/revision.ts'
import { type ImportOptions, importOptions } from '../imports.schema.ts'
import { checkRows, type Plan } from './check-rows.server.ts'
import { markedEncoding } from './formats/decode.server.ts'
import { knownTo } from './known-people.server.ts'
import { readRows } from './read-rows.server.ts'
import { type ReadTable, readTable, type Table } from './read-table.server.ts'
import { areTurned, turned } from './turned-names.server.ts'
import { takingTurns } from './turns.server.ts'

/** What importing a file would do, and what tells whether it still would. */
export type DryRun = {
  plan: Plan
  table: Omit<ReadTable, 'rows'>
  /** Some of the rows as they are written, to see what the columns hold. */
  samples: string[][]
  /** A name that is written "Last, First", and as it would be in its order, where most are written so. */
  turnable: { written: string; inOrder: string } | undefined
  /** Some words of a text with letters that another encoding would show as others. */
  words: string[]
  /** The file starts with a byte-order mark. */
  marked: boolean
  /** Active people whom no row means. */
  missing: Missing
  /** The revision of the directory that was looked at. */
  revision: number
  /** Another one means that something else would happen. */
  fingerprint: string
}

// Pages and actions are bundled apart, and the file of thousands would be checked twice.
const shared = globalThis as { rollcallDryRuns?: LRUCache<string, Promise<DryRun>> }
shared.rollcallDryRuns ??= new LRUCache({ max: 2, ttl: 5 * 60_000, ttlAutopurge: true })
const known = shared.rollcallDryRuns

/** Looks at what importing a file would do now. Nothing is written. @throws UnreadableFile, NotFound */
export async function dryRun(file: Import): Promise<DryRun> {
  const revision = await presentRevision(database())
  const key = `${file.id}.${file.version}.${revision}`
  const running = known.get(key) ?? check(file, revision)
  known.set(key, running)
  running.catch(() => known.delete(key))
  return running
}

async function check(file: Import, revision: number): Promise<DryRun> {
  const content = await contentOf(database(), file.id)
  const found = await checkFile(database(), content, importOptions.parse(file.options))
  return { ...found, revision, fingerprint: await fingerprintOf(file, found) }
}

const mostSamples = 3

/** What importing the bytes of a file would do. @throws UnreadableFile */
export async function checkFile(
  db: Executor,
  content: Buffer,
  options: ImportOptions,
): Promise<Omit<DryRun, 'revision' | 'fingerprint'>> {
  const { rows, ...table } = await readTable(content, options)
  const read = await readRows({ ...table, rows }, options, await readHomeCountry(db))
  const plan = await checkRows(read, options, await knownTo(db, read))
  return {
    plan,
    table,
    samples: rows.slice(0, mostSamples).map(({ cells }) => cells),
    turnable: turnableIn({ ...table, rows }, options),
    words: table.kind === 'text' ? strangeWordsIn(rows) : [],
    marked: table.kind === 'text' && markedEncoding(content) !== undefined,
    missing: await missingPeople(db, [...plan.meant]),
  }
}

const mostWords = 3
const longestWord = 40

function strangeWordsIn(rows: Table['rows']): string[] {
  const words = new Set<string>()
  for (const { cells } of rows.slice(0, mostLooked))
    for (const cell of cells) {
      const [word] = /[\p{L}\p{M}'’-]*[^\0-\x7f][\p{L}\p{M}'’-]*/u.exec(cell.slice(0, longestText)) ?? []
      if (word && /\p{L}/u.test(word)) words.add(word.slice(0, longestWord))
      if (words.size === mostWords) return [...words]
    }
  return [...words]
}

const longestText = 200
const mostLooked = 1_000

function turnableIn({ head, rows }: Table, { columns }: ImportOptions): DryRun['turnable'] {
  const column = columns.indexOf('name')
  const names = rows.flatMap(({ cells }) => (column < 0 ? [] : (cells[column] ?? '')))
  if (!areTurned(names, head[column])) return undefined
  const written = names.find((name) => turned(name, head[column])) ?? ''
  return { written, inOrder: turned(written, head[column])?.name ?? '' }
}

async function fingerprintOf(
  { id, version }: Import,
  { plan: { added, changed, trashed, refused, asked, newTeams }, missing }: Pick<DryRun, 'plan' | 'missing'>,
): Promise<string> {
  // A form that is shown again has its values by the places of these rows.
  const [wrong, waiting] = [refused, asked].map((rows) => rows.map(({ row }) => row.number))
  const hash = createHash('sha256').update(JSON.stringify([id, version, added.length, wrong, waiting]))
  const turn = takingTurns()
  for (const each of added) {
    hash.update(JSON.stringify([each.values, each.newTeams]))
    await turn()
  }
  for (const each of [...changed, ...trashed]) {
    hash.update(JSON.stringify([each.before.id, each.before.version, each.values, each.newTeams]))
    await turn()
  }
  hash.update(JSON.stringify([...newTeams]))
  return `${hash.digest('base64url')}.${missing.hash}`
}

/** Whether what a page showed would still happen. Others may come and go, unless they would be deactivated. */
export function isStill(
  { fingerprint }: Pick<DryRun, 'fingerprint'>,
  shown: string,
  { deactivate }: { deactivate: boolean },
): boolean {
  const [rows, missing] = fingerprint.split('.')
  const [shownRows, shownMissing] = shown.split('.')
  return rows === shownRows && (!deactivate || missing === shownMissing)
}
