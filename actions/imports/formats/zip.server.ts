import { createInflateRaw, inflateRawSync } from 'node:zlib'
import { UnreadableFile } from './unreadable-file.server.ts'

/** The most that a file may hold when it is unpacked, in bytes. */
const mostUnpacked = 60_000_000
const mostEntries = 2_000

// Only what is read in parts may be larger.
const mostAtOnce = 10_000_000
const chunkSize = 50_000

/** Reads the entries of a zip file by their names, whole or in chunks. */
export type Zip = {
  names: readonly string[]
  read: (name: string) => Buffer | undefined
  chunks: (name: string) => AsyncIterable<Buffer> | undefined
}

type Entry = { method: number; packed: number; size: number; offset: number }

/**
 * The entries of a zip file by its directory, which must fit in memory. No entry is unpacked to more than it declares.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3
 * @throws UnreadableFile for a file that is damaged or too large when it is unpacked
 */
export function openZip(bytes: Buffer): Zip {
  const entries = inWords(() => readDirectory(bytes))
  const unpacked = [...entries.values()].reduce((sum, { size }) => sum + size, 0)
  if (unpacked > mostUnpacked)
    throw new UnreadableFile(
      `The file is too large when it is unpacked: it must hold ${mostUnpacked / 1_000_000} MB or less. Delete what is not needed, or save the list as CSV`,
    )
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name)
      return entry && entry.size <= mostAtOnce ? inWords(() => unpack(bytes, entry)) : undefined
    },
    chunks: (name) => {
      const entry = entries.get(name)
      return entry && unpackInChunks(bytes, entry)
    },
  }
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  // The end of the directory comes last, before a comment of 65,535 bytes at most.
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end < bytes.length - 65_557) throw new RangeError('no directory')
  const count = bytes.readUInt16LE(end + 10)
  if (count > mostEntries) throw new RangeError('too many entries')
  const entries = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new RangeError('no entry')
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    entries.set(name.replaceAll('\\', '/').toLowerCase(), {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function unpack(bytes: Buffer, entry: Entry): Buffer {
  const data = packedData(bytes, entry)
  return entry.method === 0 || entry.size === 0 ? data : inflateRawSync(data, { maxOutputLength: entry.size })
}

async function* unpackInChunks(bytes: Buffer, entry: Entry): AsyncGenerator<Buffer> {
  const data = inWords(() => packedData(bytes, entry))
  if (entry.method === 0) return yield data
  const inflate = createInflateRaw({ chunkSize })
  inflate.end(data)
  let size = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > entry.size) break
      yield chunk
    }
  } catch {
    throw new UnreadableFile(damaged)
  }
  if (size > entry.size) throw new UnreadableFile(damaged)
}

function packedData(bytes: Buffer, { method, packed, size, offset }: Entry): Buffer {
  if (bytes.readUInt32LE(offset) !== 0x04034b50) throw new RangeError('no entry')
  if (method !== 8 && (method !== 0 || packed !== size)) throw new RangeError('unknown method')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  return bytes.subarray(start, start + packed)
}

function inWords<T>(read: () => T): T {
  try {
    return read()
  } catch {
    throw new UnreadableFile(damaged)
  }
}

const damaged =
  'This file is damaged. Open it in your spreadsheet program and save it again, or save it as CSV'
