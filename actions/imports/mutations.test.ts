import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '#db/database.ts'
import { importUsers } from '#db/imports/save.ts'
import { revision as presentRevision } from '#db/revision.ts'
import type { User } from '#db/tables.ts'
import { createTeam } from '#db/teams/edit.ts'
import { grace, openOwnDatabase } from '#db/testing/database.ts'
import { createMany, trash } from '#db/users/edit.ts'
import { userColumns } from '#db/users/find.ts'
import { samplePerson } from '#db/users/samples.ts'
import { destinations, type ImportOptions } from '../imports.schema.ts'
import { batchOf } from './batch.server.ts'
import { checkFile } from './dry-run.server.ts'
import { UnreadableFile } from './formats/unreadable-file.server.ts'
import { mutatedFile, type Random, randomOf } from './mutations-under-test.ts'
import { recognise } from './read-table.server.ts'
import { withRemembered } from './remembered-columns.server.ts'

// ROLLCALL_MUTATIONS=10000 checks that many files and prints figures. ROLLCALL_MUTATION_SEED=123 ROLLCALL_MUTATIONS=1 checks
// the file of one seed again.
const { ROLLCALL_MUTATIONS = '', ROLLCALL_MUTATION_SEED = '1' } = process.env
const files = Number(ROLLCALL_MUTATIONS || 200)
const first = Number(ROLLCALL_MUTATION_SEED)
const atOnce = 50
/** Every so many plans are saved, and taken back. */
const savedEach = 5

const { db, close } = await openOwnDatabase()
afterAll(close)

let people: User[] = []
const figures = {
  read: 0,
  refused: 0,
  added: 0,
  changed: 0,
  trashed: 0,
  asked: 0,
  saved: 0,
  slowest: 0,
  seed: 0,
}

beforeAll(async () => {
  await transaction(db, async (trx) => {
    await createTeam(trx, { name: 'Library' }, grace)
    const added = await createMany(
      trx,
      Array.from({ length: 30 }, (_, index) => samplePerson(index + 1)),
      grace,
    )
    for (const person of added.slice(-4)) await trash(trx, person, grace)
  })
  people = await everybody()
})

test.each(Array.from({ length: Math.ceil(files / atOnce) }, (_, index) => first + index * atOnce))(
  'files with the seeds from %i on change nobody without a reason',
  async (from) => {
    const faults: string[] = []
    for (let seed = from; seed < Math.min(from + atOnce, first + files); seed++)
      faults.push(...(await faultsOf(seed)).map((fault) => `seed ${seed}: ${fault}`))
    expect(faults).toEqual([])
  },
)

afterAll(() => {
  if (ROLLCALL_MUTATIONS) process.stdout.write(`${JSON.stringify(figures)}\n`)
})

async function faultsOf(seed: number): Promise<string[]> {
  const random = randomOf(seed)
  const bytes = await mutatedFile(people, random)
  const began = performance.now()
  try {
    const recognised = await withRemembered(db, bytes, await recognise(bytes))
    const options = random.chance(0.5) ? recognised : chosen(recognised, random)
    const found = await checkFile(db, bytes, options)
    count(found.plan, seed, performance.now() - began)
    const faults = [...found.plan.changed, ...found.plan.trashed].flatMap((entry) =>
      faultOf(entry, found.table.head, options),
    )
    if (seed % savedEach === 0) faults.push(...(await faultsOfSaving(found)))
    return faults
  } catch (error) {
    figures.refused++
    return error instanceof UnreadableFile ? [] : [String((error as Error).stack)]
  }
}

/** What somebody may choose on the page. */
function chosen(options: ImportOptions, random: Random): ImportOptions {
  const columns = options.columns.map((column) =>
    random.chance(0.15) && column !== 'id'
      ? random.pick(destinations.filter((each) => each !== 'id'))
      : column,
  )
  const row = () => random.below(40)
  return {
    ...options,
    columns,
    blanks: random.pick(['keep', 'clear']),
    otherAnswers: random.pick(['', '', 'same', 'new', 'leave']),
    answers: random.chance(0.5) ? [] : people.slice(0, 20).map(({ id }) => ({ row: row(), choice: `${id}` })),
    corrections: random.chance(0.8) ? [] : [{ row: row(), column: random.below(9), value: 'x@example.org' }],
    withoutCells: random.chance(0.5),
    turnNames: random.chance(0.3),
  }
}

type Found = Awaited<ReturnType<typeof checkFile>>
type Entry = Found['plan']['changed'][number]

/** Why somebody should not be changed: by rules of this test alone, and none of the code that finds people. */
function faultOf({ row, before, values }: Entry, head: readonly string[], options: ImportOptions): string[] {
  const written = (field: string) => row.cells.filter((_, index) => options.columns[index] === field)
  const cells = (field: string) => written(field).map(bare)
  const byId = isOurs(head) && cells('id').includes(`${before.id}`)
  const byNumber = before.staffNumber !== '' && cells('staffNumber').includes(bare(before.staffNumber))
  const byEmail = before.email !== '' && written('email').flatMap(addresses).includes(bare(before.email))
  const isAnswered =
    options.otherAnswers === 'same' ||
    options.answers.some((answer) => answer.row === row.number && answer.choice === `${before.id}`)
  const who = `row ${row.number} (${JSON.stringify(row.cells).slice(0, 300)}) changes ${before.id} ${before.name}`
  if (isAnswered) return []
  if (!byId && !byNumber && !byEmail) return [`${who}, whom nothing in it means`]
  const isOther = !shareWord(values.name, `${before.name} ${before.knownAs}`)
  return isOther && !((byId || byNumber) && byEmail)
    ? [`${who} to the quite different name ${values.name}`]
    : []
}

function bare(cell: string): string {
  const visible = cell.normalize('NFC').replaceAll(/[\p{Cf}\p{Cc}\s]/gu, '')
  return visible
    .replace(/^='?"?|^="?/, '')
    .replace(/^'(?=[=+@-])/, '')
    .replace(/^="(.*)"$/, '$1')
    .replace(/"$/, '')
    .toLowerCase()
}

function addresses(cell: string): string[] {
  const found = cell.match(/[^\s<>"'(),;:/]+@[^\s<>"'(),;:/]+/g) ?? []
  return found.map((each) => bare(each).replace(/\.+$/, ''))
}

function isOurs(head: readonly string[]): boolean {
  const names = head.map((cell) => cell.trim())
  return (
    names.includes('Rollcall id') ||
    (names.some((name) => /^id$/i.test(name)) &&
      names.some((name) => /^(Known as|Sort under|Listed)$/.test(name)))
  )
}

function shareWord(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = (name: string): string[] => plain(name).match(/[\p{L}\p{N}]+/gu) ?? []
  return (
    words(one).join('') === words(other).join('') ||
    words(one).some((word) => word.length > 1 && words(other).includes(word))
  )
}

/** Saves a plan, looks who is another now, and takes it back. */
async function faultsOfSaving({ plan, missing }: Found): Promise<string[]> {
  const choices = { restore: true, createTeams: true, deactivate: false }
  const batch = batchOf({ plan, missing, revision: await presentRevision(db) }, choices)
  const planned = new Set([...plan.changed, ...plan.trashed].map(({ before }) => before.id))
  const undone = new Error('undone')
  const faults: string[] = []
  await transaction(db, async (trx) => {
    await importUsers(trx, batch, grace)
    const now = new Map(
      (await trx.selectFrom('users').select(userColumns).execute()).map((user) => [user.id, user]),
    )
    for (const { id, version } of people)
      if (now.get(id)?.version !== version && !planned.has(id))
        faults.push(`${id} was changed without a plan`)
    const more = now.size - people.length
    if (more !== plan.added.length) faults.push(`${more} were added, not ${plan.added.length}`)
    figures.saved++
    throw undone
  }).catch((error: unknown) => {
    if (error !== undone) faults.push(`cannot be saved: ${(error as Error).stack}`)
  })
  return faults
}

function everybody(): Promise<User[]> {
  return db.selectFrom('users').select(userColumns).orderBy('id').execute()
}

function count({ added, changed, trashed, asked }: Found['plan'], seed: number, ms: number): void {
  figures.read++
  for (const [name, list] of Object.entries({ added, changed, trashed, asked }))
    figures[name as 'added'] += list.length
  if (ms > figures.slowest) Object.assign(figures, { slowest: Math.round(ms), seed })
}
