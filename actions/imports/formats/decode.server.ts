import iconv from 'iconv-lite'
import type { Encoding } from '../../imports.schema.ts'

/** The text of a file, without its byte-order mark. Bytes that the encoding has no character for become U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return iconv.decode(bytes, encoding)
}

/** The encoding that the byte-order mark of a file names. */
export function markedEncoding([first, second, third]: Uint8Array): Encoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}
