import { randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CannotStart } from '../cannot-start.ts'
import { openBackup, type Passphrase, writeBackup } from './file.ts'
import type { Backup, Batch } from './head.ts'

const passphrase = { text: 'correct horse battery', cost: 10 }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each([
  ['in plain', undefined],
  ['encrypted', passphrase],
] as const)('a backup %s', (_, given) => {
  test('comes back as it was, with every character that ends a line elsewhere', async () => {
    const rows = ['{"name":"a\u2028b\u2029c\\n"}', '{"name":"\u0085\r"}', `{"name":"${'ü'.repeat(70_000)}"}`]
    const path = await write([...rows, ...linesOf(3_000)], given)
    expect(await read(path, given?.text)).toEqual([...rows, ...linesOf(3_000)])
  })

  test('without rows is whole, too', async () => {
    expect(await read(await write([], given), given?.text)).toEqual([])
  })

  test('is refused when any byte is another one', async () => {
    const path = await write(linesOf(3), given)
    const bytes = await readFile(path)
    const changed = join(folder, 'changed')
    for (let place = 0; place < bytes.length; place++) {
      const other = Buffer.from(bytes)
      other[place] = (other[place] ?? 0) ^ (1 << (place % 8))
      await writeFile(changed, other)
      await expect(read(changed, given?.text), `byte ${place}`).rejects.toThrow(CannotStart)
    }
  })

  test('is refused when a byte of a large one is another one', async () => {
    const path = await write(linesOf(20_000), given)
    const bytes = await readFile(path)
    const places = [...Array(150).keys()].map((part) => Math.floor((part * bytes.length) / 150))
    for (const place of [...places, bytes.length - 1]) {
      bytes[place] = (bytes[place] ?? 0) ^ 1
      await writeFile(path, bytes)
      await expect(read(path, given?.text), `byte ${place}`).rejects.toThrow(CannotStart)
      bytes[place] = (bytes[place] ?? 0) ^ 1
    }
    await writeFile(path, bytes)
    expect(await read(path, given?.text)).toHaveLength(20_000)
  })

  test('is refused when bytes are missing at its end or come after it', async () => {
    const path = await write(linesOf(3), given)
    await appendFile(path, '\0')
    await expect(read(path, given?.text)).rejects.toThrow('damaged')
    const { length } = await readFile(path)
    for (let size = length - 2; size >= 0; size--) {
      await truncate(path, size)
      await expect(read(path, given?.text), `${size} bytes`).rejects.toThrow(CannotStart)
    }
  })
})

test('an encrypted backup asks for its passphrase, shows nothing, and differs each time', async () => {
  const path = await write(linesOf(3), passphrase)
  await expect(read(path)).rejects.toThrow(/is encrypted.*ROLLCALL_BACKUP_PASSPHRASE.*--passphrase-file/)
  await expect(read(path, 'another passphrase')).rejects.toThrow('This is not the passphrase')
  const [one, other] = [await readFile(path), await readFile(await write(linesOf(3), passphrase))]
  expect(one.includes('person 1')).toBe(false)
  expect(one.subarray(0, 100)).not.toEqual(other.subarray(0, 100))
})

test('a file that is no backup is named so', async () => {
  const path = join(folder, 'list.csv')
  await writeFile(path, 'name,email\n'.repeat(100))
  await expect(read(path)).rejects.toThrow('is no backup of Rollcall')
})

function linesOf(count: number): string[] {
  return Array.from({ length: count }, (_, n) => JSON.stringify({ id: n, name: `person ${n}` }))
}

async function write(rows: string[], given: Passphrase | undefined): Promise<string> {
  const path = join(folder, randomBytes(6).toString('hex'))
  const file = await open(path, 'wx')
  const head = {
    rollcall: '1.2.3',
    schema: '0001-users',
    directory: '2026-01-01T00:00:00.000Z',
    at: '2026-01-02',
    revision: 7,
    tables: [{ name: 'users' as const, columns: ['id', 'name'], rows: rows.length }],
    sequences: {},
  }
  await writeBackup(file, { head, batches: inHundreds(rows) } satisfies Backup, given).finally(() =>
    file.close(),
  )
  return path
}

async function* inHundreds(rows: string[]): AsyncGenerator<Batch> {
  for (let start = 0; start < rows.length; start += 100)
    yield { table: 'users', rows: rows.slice(start, start + 100) }
}

async function read(path: string, given?: string): Promise<string[]> {
  const file = await open(path)
  try {
    const rows: string[] = []
    const { batches } = await openBackup(file, given)
    for await (const batch of batches) rows.push(...batch.rows)
    return rows
  } finally {
    await file.close()
  }
}
