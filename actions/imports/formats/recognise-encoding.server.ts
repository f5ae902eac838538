import { isUtf8 as isWellFormed } from 'node:buffer'
import chardet from 'chardet'
import { type Encoding, encodings } from '../../imports.schema.ts'
import { decode, markedEncoding } from './decode.server.ts'
import { plausibilityOf } from './plausible-text.server.ts'

const looked = 12_000

/** How a file is probably encoded: as its byte-order mark says, or as its bytes and its words suggest. */
export function recogniseEncoding(bytes: Uint8Array): Encoding {
  return markedEncoding(bytes) ?? unmarkedUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : mostPlausible(bytes))
}

/** In UTF-16 every second byte of plain letters, separators and line breaks is zero. In no other encoding any is. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | undefined {
  const start = bytes.subarray(0, looked)
  const zeros = [0, 0] as [number, number]
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1]++
  const [even, odd] = zeros
  if (Math.max(even, odd) * 20 < start.length || Math.min(even, odd) * 10 > Math.max(even, odd))
    return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** A few broken bytes do not make a file of UTF-8 another one: in no other encoding would so much of it be well formed. */
function isUtf8(bytes: Uint8Array): boolean {
  if (isWellFormed(bytes)) return true
  let [good, broken] = [0, 0]
  for (const character of decode(bytes, 'utf-8'))
    if (character === '\ufffd') broken++
    else if (character > '\x7f') good++
  return good > broken
}

// The more usual one first, where the words fit several.
const guessed = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1254',
  'windows-1253',
  'windows-1257',
  'windows-1255',
  'windows-1256',
  'windows-1258',
  'windows-874',
  'shift_jis',
  'euc-kr',
  'gb18030',
  'big5',
  'euc-jp',
  'macintosh',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'iso-8859-9',
  'iso-8859-15',
  'iso-8859-6',
  'koi8-r',
  'maccenteuro',
  'cp850',
  'cp852',
  'cp866',
] as const satisfies readonly Encoding[]

/**
 * chardet compares whole texts with the letters of languages, and lists of people hold little text: it takes Czech names for
 * Western European ones. So its confidence only decides between encodings in which the words are as plausible.
 */
function mostPlausible(bytes: Uint8Array): Encoding {
  const sample = linesBeyondAscii(bytes)
  const confidences = new Map(
    chardet.analyse(sample).map(({ name, confidence }) => [encodingOf(name), confidence]),
  )
  const scores = guessed.map((encoding, place) => {
    const confidence = (confidences.get(encoding) ?? 0) / 100
    return {
      encoding,
      score: plausibilityOf(decode(sample, encoding), encoding) + confidence / 5 - place / 1_000,
    }
  })
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).encoding
}

function encodingOf(name: string): Encoding | undefined {
  const lower = name.toLowerCase()
  return windowsNames[lower] ?? encodings.find((encoding) => encoding === lower)
}

// What is written in them is mostly written in these in fact.
const windowsNames: Record<string, Encoding> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-2': 'windows-1250',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'iso-8859-9': 'windows-1254',
}

/** Lines of plain ASCII tell nothing. */
function linesBeyondAscii(bytes: Uint8Array): Buffer {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .split(/[\r\n]/)
  let sample = ''
  for (const line of lines) {
    if (sample.length > looked) break
    if (/[\x80-\xff]/.test(line)) sample += `${line.slice(0, looked)}\n`
  }
  return Buffer.from(sample, 'latin1')
}
