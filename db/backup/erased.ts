import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import { CannotStart } from '../cannot-start.ts'
import { writeWhole } from './whole-file.ts'

const gone = z.array(z.object({ id: z.int(), at: z.string() }))
const list = z.object({ directory: z.string(), people: gone, accounts: gone })

/** Ids of erased people and accounts, with the time of each erasure. Ids are not given twice, except after a restore. */
export type Erased = z.output<typeof list>

export async function readErased(client: pg.Client, directory: string): Promise<Erased> {
  return {
    directory,
    people: await idsOf(client, 'user_id', 'erase'),
    accounts: await idsOf(client, 'account_id', 'erase-account'),
  }
}

async function idsOf(client: pg.Client, column: 'user_id' | 'account_id', verb: string) {
  const { rows } = await client.query(
    `select ${column} as id, to_json(max(at)) #>> '{}' as at from events
     where verb = $1 and ${column} is not null group by 1 order by 1`,
    [verb],
  )
  return gone.parse(rows)
}

/** The list that belongs to all backups in a folder. */
export function listBeside(file: string): string {
  return join(dirname(file), 'erased.json')
}

/**
 * Adds to the list in a file, because the events of old erasures may be cleared.
 * @throws CannotStart when the file is damaged, or of another directory
 */
export async function addToList(path: string, erased: Erased): Promise<Erased> {
  const known = await readList(path, erased.directory)
  const all = known
    ? { ...erased, people: union(known, erased, 'people'), accounts: union(known, erased, 'accounts') }
    : erased
  const line = JSON.stringify(all)
  await writeWhole(path, { replace: true }, async (file) => {
    await file.writeFile(`${line}\n${digestOf(line)}\n`)
  })
  return all
}

/**
 * Undefined when there is no such file.
 * @throws CannotStart when it is damaged, or of another directory
 */
export async function readList(path: string, directory: string): Promise<Erased | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new CannotStart(`Cannot read the list of erased people ${path}: ${error.message}.`)
  })
  if (text === undefined) return undefined
  const [line = '', digest, ...rest] = text.split('\n')
  if (digest !== digestOf(line) || rest.join('') !== '')
    throw new CannotStart(`The list of erased people ${path} is damaged. Take another copy of it.`)
  const erased = list.parse(JSON.parse(line))
  if (erased.directory !== directory)
    throw new CannotStart(
      `The list of erased people ${path} belongs to another directory. Name that of this one with --erased LIST.`,
    )
  return erased
}

function union(one: Erased, other: Erased, kind: 'people' | 'accounts') {
  const latest = new Map<number, string>()
  for (const { id, at } of [...one[kind], ...other[kind]])
    if (Date.parse(at) >= Date.parse(latest.get(id) ?? '0000-01-01T00:00:00Z')) latest.set(id, at)
  return [...latest].map(([id, at]) => ({ id, at })).sort((a, b) => a.id - b.id)
}

function digestOf(line: string): string {
  return createHash('sha256').update(line).digest('hex')
}
