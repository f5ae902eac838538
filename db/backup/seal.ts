import { createCipheriv, createDecipheriv, type DecipherGCM, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { CannotStart } from '../cannot-start.ts'

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)
const cipher = 'aes-256-gcm'
const chunkBytes = 65_536
const tagBytes = 16
const [strongest, blockSize] = [20, 8]
const firstLine = /^rollcall backup 1(?: encrypted (\d\d) ([\w-]{22}))?$/

/** The first line of a file: its format, and how a key comes from the passphrase. */
export function makeFirstLine(cost: number | undefined): string {
  return cost === undefined
    ? 'rollcall backup 1'
    : `rollcall backup 1 encrypted ${cost} ${randomBytes(16).toString('base64url')}`
}

/** Undefined for a file without a passphrase. @throws CannotStart */
export async function keyFor(line: string, passphrase: string | undefined): Promise<Buffer | undefined> {
  const [known, cost, salt] = firstLine.exec(line) ?? []
  if (known === undefined) throw new CannotStart('This backup has a format that this Rollcall does not know.')
  if (cost === undefined || salt === undefined) return undefined
  if (passphrase === undefined)
    throw new CannotStart(
      'This backup is encrypted. Give its passphrase in ROLLCALL_BACKUP_PASSPHRASE or with --passphrase-file FILE.',
    )
  if (Number(cost) > strongest)
    throw new CannotStart('This backup has a format that this Rollcall does not know.')
  const N = 2 ** Number(cost)
  return derive(passphrase.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, {
    N,
    r: blockSize,
    maxmem: 256 * N * blockSize,
  })
}

/** Chunks are numbered and the last one is marked, so that none can be moved, dropped or added. */
export async function* seal(bytes: AsyncIterable<Buffer>, key: Buffer, line: string): AsyncGenerator<Buffer> {
  for await (const { chunk, number, isLast } of inChunks(bytes, chunkBytes)) {
    const sealing = createCipheriv(cipher, key, nonce(number, isLast)).setAAD(Buffer.from(line))
    yield Buffer.concat([sealing.update(chunk), sealing.final(), sealing.getAuthTag()])
  }
}

/** @throws CannotStart with another passphrase */
export async function* unseal(
  bytes: AsyncIterable<Buffer>,
  key: Buffer,
  line: string,
): AsyncGenerator<Buffer> {
  for await (const { chunk, number, isLast } of inChunks(bytes, chunkBytes + tagBytes)) {
    const opening = createDecipheriv(cipher, key, nonce(number, isLast), { authTagLength: tagBytes })
    opening.setAAD(Buffer.from(line)).setAuthTag(chunk.subarray(-tagBytes))
    yield Buffer.concat([opening.update(chunk.subarray(0, -tagBytes)), finish(opening)])
  }
}

function finish(opening: DecipherGCM): Buffer {
  try {
    return opening.final()
  } catch {
    // The checksum of the file is right.
    throw new CannotStart('This is not the passphrase of this backup.')
  }
}

// Each file has a key of its own, so a number is never used twice with one key.
function nonce(number: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(number, 5, 6)
  bytes[11] = Number(isLast)
  return bytes
}

/** At least one, and all but the last with `size` bytes. */
async function* inChunks(bytes: AsyncIterable<Buffer>, size: number) {
  let number = 0
  let kept = Buffer.alloc(0)
  for await (const more of bytes) {
    kept = Buffer.concat([kept, more])
    let start = 0
    for (; kept.length - start > size; start += size)
      yield { chunk: kept.subarray(start, start + size), number: number++, isLast: false }
    kept = kept.subarray(start)
  }
  yield { chunk: kept, number, isLast: true }
}
