import { UnreadableFile } from './unreadable-file.server.ts'

// In bytes. Cells that are there without a text have a place, too.
const mostMemory = 48_000_000
const placeSize = 8
const textSize = 24

const tooMuch =
  'This sheet holds too much text. Delete the columns that are not needed, or divide it into several files'

/** Bounds the memory of the cells of one sheet, because a small file can hold very many. @throws UnreadableFile */
export function memoryLimit() {
  let left = mostMemory
  const take = (bytes: number) => {
    left -= bytes
    if (left < 0) throw new UnreadableFile(tooMuch)
  }
  return {
    takePlaces: (count: number) => take(count * placeSize),
    // V8 keeps a text with one other character as two bytes each.
    takeText: (text: string) => take(textSize + text.length * (/[^\0-\xff]/.test(text) ? 2 : 1)),
  }
}

export type MemoryLimit = ReturnType<typeof memoryLimit>

// V8 copies shorter ones.
const shortestPiece = 13

/** A text of its own: as a piece of the XML it would keep all of it in memory. */
export function alone(text: string): string {
  return text.length < shortestPiece ? text : Buffer.from(text).toString()
}
