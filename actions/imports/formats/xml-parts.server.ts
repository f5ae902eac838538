// In characters. No more than one part is text at a time, and others get their turn between parts.
const partSize = 50_000
const longestItem = 2_000_000

/**
 * Cuts what an element holds between its items, so that each part is XML of its own.
 * @param item - its name, with its prefix where that is not the one of the element
 */
export async function* partsOf(
  xml: AsyncIterable<Buffer>,
  element: string,
  item: string,
): AsyncGenerator<string> {
  const opening = new RegExp(`<([\\w.-]{1,30}:)?${element}(?:\\s[^<>]*)?>`)
  const decoder = new TextDecoder()
  let text = ''
  let prefix: string | undefined
  for await (const chunk of xml) {
    text += decoder.decode(chunk, { stream: true })
    if (prefix === undefined) {
      const found = opening.exec(text)
      text = found ? text.slice(found.index + found[0].length) : text.slice(-longestOpening)
      if (found) prefix = found[1] ?? ''
    }
    if (prefix === undefined) continue
    const end = text.indexOf(`</${prefix}${element}>`)
    const cut =
      end < 0
        ? text.length < partSize
          ? 0
          : endOf(text, item.includes(':') ? `</${item}>` : `</${prefix}${item}>`)
        : end
    if (cut > 0) yield `<part>${text.slice(0, cut)}</part>`
    if (end >= 0) return
    text = text.slice(cut)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const longestOpening = 1_000

function endOf(text: string, itemEnd: string): number {
  const found = text.lastIndexOf(itemEnd)
  if (found < 0 && text.length > longestItem) throw new RangeError('too long')
  return found < 0 ? 0 : found + itemEnd.length
}

/** Listens for the texts of an element; what is written above them to be read aloud (rPh) is not part of them. */
export function textParts(done: (text: string) => void, element: string) {
  let [text, inText, inReading] = ['', false, false]
  return {
    open: (name: string) => {
      if (name === element) text = ''
      else if (name === 't') inText = !inReading
      else if (name === 'rPh') inReading = true
    },
    close: (name: string) => {
      if (name === element) done(unescapeText(text))
      else if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
    },
    text: (part: string) => {
      if (inText) text += part
    },
  }
}

/** Excel writes control characters as _x000D_. */
export function unescapeText(text: string): string {
  return text
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\r\n?/g, '\n')
}
