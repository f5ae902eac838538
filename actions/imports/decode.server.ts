import type { ImportOptions } from '../imports.schema.ts'

type Encoding = ImportOptions['encoding']

/** What a file is written in: what its byte-order mark says, else UTF-8 where it is that, else Windows-1252. */
export function recogniseEncoding(bytes: Uint8Array): Encoding {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** Whether a file starts with a byte-order mark. */
export function hasMark([first, second, third]: Uint8Array): boolean {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return isUtf16 || (first === 0xef && second === 0xbb && third === 0xbf)
}

/** The text of a file, without its byte-order mark. What is not in this encoding becomes U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding).decode(bytes)
  // Node 20 takes Windows-1252 for Latin-1 (https://github.com/nodejs/node/issues/56542).
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replaceAll(/[\x80-\x9f]/g, (character) => from0x80[character.charCodeAt(0) - 0x80] ?? '\ufffd')
}

// https://encoding.spec.whatwg.org/index-windows-1252.txt; what stands for nothing there is U+FFFD here.
const from0x80 = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ'
