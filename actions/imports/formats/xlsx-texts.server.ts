import { alone, type MemoryLimit } from './sheet-memory.server.ts'
import { readXml } from './xml.server.ts'
import { partsOf, textParts } from './xml-parts.server.ts'

/** A cell as it is read first: a text, or the place of its text among those that all sheets share. */
export type RawCell = string | number

// More than the cells of the largest sheet, each with a text of its own.
const mostShared = 5_000_000

/** Collects which shared texts the cells of a sheet have. */
export function usedTexts() {
  const used = new Uint8Array(mostShared)
  let [count, end] = [0, 0]
  return {
    has: (place: number) => used[place] === 1,
    count: () => count,
    /** The place after the last one. */
    end: () => end,
    /** @returns the cell of a shared text */
    use: (place: number): RawCell => {
      if (!(place in used)) return ''
      if (used[place] === 0) count++
      used[place] = 1
      end = Math.max(end, place + 1)
      return place
    },
  }
}

export type UsedTexts = ReturnType<typeof usedTexts>

/** Puts the shared texts in their cells. Those that no cell has are not kept. */
export async function fillIn(
  rows: readonly { cells: RawCell[] }[],
  used: UsedTexts,
  xml: AsyncIterable<Buffer> | undefined,
  memory: MemoryLimit,
): Promise<void> {
  const texts: string[] = []
  const indexes = new Uint32Array(used.end())
  let place = -1
  const listeners = textParts((text) => {
    place++
    if (!used.has(place)) return
    memory.takeText(text)
    memory.takePlaces(1)
    indexes[place] = texts.push(alone(text))
  }, 'si')
  if (xml && used.count() > 0)
    for await (const part of partsOf(xml, 'sst', 'si')) {
      readXml(part, listeners)
      if (texts.length === used.count()) break
    }
  for (const { cells } of rows)
    for (const [column, cell] of cells.entries())
      if (typeof cell === 'number') cells[column] = texts[(indexes[cell] ?? 0) - 1] ?? ''
}
