import { createHash, timingSafeEqual } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { CannotStart } from '../cannot-start.ts'
import { type Backup, type Batch, type Head, readHead } from './head.ts'
import { keyFor, makeFirstLine, seal, unseal } from './seal.ts'

const digestBytes = 32
const longestFirstLine = 100
const bytesAtOnce = 65_536
const rowsAtOnce = 500
const charactersAtOnce = 4_000_000
const lineEnd = 10

export type Passphrase = {
  text: string
  /** The logarithm to base 2 of scrypt's N. */
  cost: number
}

/**
 * A first line, the rows as compressed lines of JSON, encrypted if there is a passphrase, and the SHA-256 of all that.
 * @param file - an empty one
 */
export async function writeBackup(file: FileHandle, backup: Backup, passphrase?: Passphrase): Promise<void> {
  const line = makeFirstLine(passphrase?.cost)
  const key = await keyFor(line, passphrase?.text)
  await pipeline(
    Readable.from(linesOf(backup), { objectMode: false }),
    createGzip(),
    async function* (zipped: AsyncIterable<Buffer>) {
      yield* withDigest(line, key ? seal(zipped, key, line) : zipped)
    },
    (bytes: AsyncIterable<Buffer>) => append(file, bytes),
  )
}

async function* linesOf({ head, batches }: Backup): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`
  for await (const { rows } of batches) yield `${rows.join('\n')}\n`
}

async function* withDigest(line: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const first = Buffer.from(`${line}\n`)
  const digest = createHash('sha256').update(first)
  yield first
  for await (const more of bytes) {
    digest.update(more)
    yield more
  }
  yield digest.digest()
}

/** @throws CannotStart for a file that is no backup, is damaged, or has another passphrase */
export async function openBackup(file: FileHandle, passphrase: string | undefined): Promise<Backup> {
  const end = await checkDigest(file)
  const line = await readFirstLine(file)
  const key = await keyFor(line, passphrase)
  const bytes = readRange(file, line.length + 1, end)
  const plain = createGunzip()
  // The reader of the lines gets the error.
  pipeline(Readable.from(key ? unseal(bytes, key, line) : bytes), plain).catch(() => {})
  const lines = inLines(plain)
  const head = readHead((await lines.next()).value ?? '')
  return { head, batches: readBatches(lines, head) }
}

/** @returns the place of the last byte before the digest */
async function checkDigest(file: FileHandle): Promise<number> {
  const { size } = await file.stat()
  const end = size - digestBytes - 1
  if (end < longestFirstLine / 10 || !(await readFirstLine(file)))
    throw new CannotStart('This file is no backup of Rollcall, or it is damaged at its beginning.')
  const digest = createHash('sha256')
  for await (const bytes of readRange(file, 0, end)) digest.update(bytes)
  const { buffer } = await file.read(Buffer.alloc(digestBytes), 0, digestBytes, end + 1)
  if (!timingSafeEqual(buffer, digest.digest()))
    throw new CannotStart(
      'This backup is damaged: its checksum is wrong. Take another copy of it, or another backup.',
    )
  return end
}

// A FileHandle cannot be closed while a stream of it is open.

/** Writes at the end of what was written before. */
export async function append(file: FileHandle, bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const more of bytes) await file.writeFile(more)
}

/** @param end - the place of the last byte */
export async function* readRange(file: FileHandle, start: number, end = Infinity): AsyncGenerator<Buffer> {
  for (let at = start; at <= end; ) {
    const size = Math.min(bytesAtOnce, end - at + 1)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(size), 0, size, at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

/** Empty for a file without one. */
async function readFirstLine(file: FileHandle): Promise<string> {
  const { buffer } = await file.read(Buffer.alloc(longestFirstLine), 0, longestFirstLine, 0)
  const line = buffer.toString('latin1', 0, Math.max(buffer.indexOf(lineEnd), 0))
  return line.startsWith('rollcall backup ') ? line : ''
}

/** Only these ends: PostgreSQL leaves others, such as U+2028, in its JSON. */
async function* inLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  let kept: Buffer[] = []
  for await (const more of bytes) {
    let start = 0
    for (let end = more.indexOf(lineEnd); end >= 0; end = more.indexOf(lineEnd, start)) {
      yield Buffer.concat([...kept, more.subarray(start, end)]).toString()
      kept = []
      start = end + 1
    }
    kept.push(more.subarray(start))
  }
}

async function* readBatches(
  lines: AsyncIterator<string, undefined>,
  { tables }: Head,
): AsyncGenerator<Batch> {
  for (const { name, rows: count } of tables) {
    for (let left = count; left > 0; ) {
      const rows: string[] = []
      for (let size = 0; left > 0 && rows.length < rowsAtOnce && size < charactersAtOnce; left--) {
        const { value } = await lines.next()
        if (value === undefined) throw incomplete()
        rows.push(value)
        size += value.length
      }
      yield { table: name, rows }
    }
  }
  if (!(await lines.next()).done) throw incomplete()
}

function incomplete(): CannotStart {
  return new CannotStart('This backup has another number of rows than its header says.')
}
