import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { database } from '#db/database.ts'
import { parseId } from '#db/ids.ts'
import { contentOf, type Import } from '#db/imports/find.ts'
import { revision as presentRevision } from '#db/revision.ts'
import { listTeams } from '#db/teams/find.ts'
import { type UniqueField, uniqueFields } from '#db/user-fields.ts'
import { comparedTexts, findPeople } from '#db/users/find.ts'
import { importOptions } from '../imports.schema.ts'
import { knownTeams } from '../spreadsheet/read-cells.server.ts'
import { checkRows, type Plan } from './check-rows.server.ts'
import { isOwnFile } from './column-names.server.ts'
import { markedEncoding } from './formats/decode.server.ts'
import { type ReadTable, readTable } from './read-table.server.ts'
import { cellsOf } from './row-cells.server.ts'

/** What importing a file would do, and what tells whether it still would. */
export type DryRun = {
  plan: Plan
  table: Omit<ReadTable, 'rows'>
  /** The file starts with a byte-order mark. */
  marked: boolean
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
  const options = importOptions.parse(file.options)
  const content = await contentOf(database(), file.id)
  const table = await readTable(content, options)
  const { rows, ...read } = table
  const isOwn = isOwnFile(table.head)
  const cells = rows.map((row) => cellsOf(row.cells, options.columns, { isOwn }))
  const written = byField((field) => cells.flatMap((row) => row[field] || []))
  const keys = await comparedTexts(database(), Object.values(written).flat())
  const named = await findPeople(database(), {
    ids: cells.flatMap(({ id = '' }) => parseId(id) ?? []),
    keys: byField((field) => written[field].flatMap((text) => keys.get(text) ?? [])),
  })
  // Whoever comes back from the trash may find taken what was theirs.
  const trashed = named.filter(({ trashedAt }) => trashedAt)
  const kept = byField((field) => trashed.map((person) => person.keys[field]))
  const holders = await findPeople(database(), { ids: [], keys: kept })
  const people = [...new Map([...named, ...holders].map((user) => [user.id, user])).values()]
  const find = knownTeams(await listTeams(database()))
  const plan = await checkRows(table, options, { people, find, keys })
  return {
    plan,
    table: read,
    marked: read.kind === 'text' && markedEncoding(content) !== undefined,
    revision,
    fingerprint: fingerprintOf(file, plan),
  }
}

function byField(texts: (field: UniqueField) => string[]): Record<UniqueField, string[]> {
  return Object.fromEntries(uniqueFields.map((field) => [field, texts(field)])) as Record<
    UniqueField,
    string[]
  >
}

function fingerprintOf(
  { id, version }: Import,
  { added, changed, trashed, refused, newTeams }: Plan,
): string {
  const hash = createHash('sha256').update(JSON.stringify([id, version, added.length, refused.length]))
  for (const each of added) hash.update(JSON.stringify([each.values, each.newTeams]))
  for (const each of [...changed, ...trashed])
    hash.update(JSON.stringify([each.before.id, each.before.version, each.values, each.newTeams]))
  hash.update(JSON.stringify([...newTeams]))
  return hash.digest('base64url')
}
