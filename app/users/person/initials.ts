/** Of the first and the last word, in any script. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/u).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends.map((word) => firstLetter(word ?? '')).join('')
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function firstLetter(word: string): string {
  const [first] = segmenter.segment(word.replace(/^[^\p{L}\p{N}]+/u, '') || word)
  return first?.segment.toLocaleUpperCase() ?? ''
}
