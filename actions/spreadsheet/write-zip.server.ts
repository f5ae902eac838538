import { PassThrough, pipeline, Readable } from 'node:stream'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

export type ZipEntry = { name: string; content: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }

type Written = { name: Buffer; offset: number; crc: number; packed: number; size: number }

/**
 * A zip file, made as it is read, so that neither an entry nor the file has to fit in memory. Both must be smaller than 4 GB.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3
 */
export async function* zip(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const directory: Written[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const entry: Written = { name: Buffer.from(name), offset, crc: 0, packed: 0, size: 0 }
    directory.push(entry)
    const start = numbers([0x04034b50, 4], ...shared({ ...entry, crc: 0 }), [0, 2])
    yield Buffer.concat([start, entry.name])
    for await (const chunk of deflated(content, entry)) yield chunk
    // Their sums are known only now, so they follow the content.
    yield numbers([0x08074b50, 4], [entry.crc, 4], [entry.packed, 4], [entry.size, 4])
    offset += start.length + entry.name.length + entry.packed + 16
  }
  let length = 0
  for (const entry of directory) {
    const record = numbers(
      [0x02014b50, 4],
      [20, 2],
      ...shared(entry),
      [0, 6],
      [0, 2],
      [0, 4],
      [entry.offset, 4],
    )
    yield Buffer.concat([record, entry.name])
    length += record.length + entry.name.length
  }
  const count = directory.length
  yield numbers([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [length, 4], [offset, 4], [0, 2])
}

async function* deflated(content: ZipEntry['content'], entry: Written): AsyncGenerator<Uint8Array> {
  const counted = async function* () {
    for await (const chunk of content) {
      entry.crc = crc32(chunk, entry.crc)
      entry.size += chunk.length
      yield chunk
    }
  }
  const packed = new PassThrough()
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED })
  // An error in the content is thrown where its chunks are read.
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, packed, () => {})
  for await (const chunk of packed as AsyncIterable<Buffer>) {
    entry.packed += chunk.length
    yield chunk
  }
}

/** What the head of an entry and its record in the directory share. 0x808: sums follow, and names are UTF-8. */
function shared({ crc, packed, size, name }: Written): [value: number, bytes: number][] {
  const new1980 = 0x21
  return [
    [20, 2],
    [0x808, 2],
    [8, 2],
    [0, 2],
    [new1980, 2],
    [crc, 4],
    [packed, 4],
    [size, 4],
    [name.length, 2],
  ]
}

/** Little-endian. */
function numbers(...parts: [value: number, bytes: number][]): Buffer {
  return Buffer.concat(
    parts.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes)
      if (value) buffer.writeUIntLE(value, 0, bytes)
      return buffer
    }),
  )
}
