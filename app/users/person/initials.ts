/** Of the first and the last word, in any script. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/u).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends.map((word) => firstLetter(word ?? '')).join('')
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

// To ask for graphemes takes long: a twentieth of a list page.
const plainStart = /^[a-z\d](?=[ -~]|$)/i

function firstLetter(word: string): string {
  const [plain] = plainStart.exec(word) ?? []
  if (plain) return plain.toUpperCase()
  const [first] = segmenter.segment(word.replace(/^[^\p{L}\p{N}]+/u, '') || word)
  return first?.segment.toLocaleUpperCase() ?? ''
}
