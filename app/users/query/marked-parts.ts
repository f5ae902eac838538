export type Part = { text: string; marked: boolean }

/** The parts that a search for the words finds in the text, where they start words, or else inside words. */
export function markedParts(text: string, words: readonly string[]): Part[] {
  const marked = new Array<boolean>(text.length).fill(false)
  for (const word of words) {
    const found = findings(text, word, { pairs: false })
    for (const { from, to } of found.length > 0 ? found : findings(text, word, { pairs: true }))
      marked.fill(true, from, to)
  }
  const parts: Part[] = []
  for (const [place, character] of text.split('').entries()) {
    const last = parts.at(-1)
    if (last && last.marked === marked[place]) last.text += character
    else parts.push({ text: character, marked: marked[place] ?? false })
  }
  return parts
}

type Folding = {
  /** "ue" is "u", so that "Mueller" is "Müller". */
  pairs: boolean
}

function findings(text: string, word: string, folding: Folding): { from: number; to: number }[] {
  const letters = foldedLetters(text, folding)
  const wanted = joined(foldedLetters(word, folding))
  const places = placesOf(joined(letters), wanted)
  const starts = places.filter((place) => letters[place]?.isStart)
  return (starts.length > 0 ? starts : places).map((place) => ({
    from: letters[place]?.from ?? 0,
    to: letters[place + wanted.length - 1]?.to ?? 0,
  }))
}

function joined(letters: readonly Letter[]): string {
  return letters.map(({ letter }) => letter).join('')
}

/** One UTF-16 unit, and the part of the text that it comes from. */
type Letter = { letter: string; from: number; to: number; isStart: boolean; isPair: boolean }

/** As `search_fold` of the database writes letters, as far as that is possible without its dictionary. */
function foldedLetters(text: string, { pairs }: Folding): Letter[] {
  const letters: Letter[] = []
  let from = 0
  let isStart = true
  for (const character of text) {
    const to = from + character.length
    const last = letters.at(-1)
    const folded = foldCharacter(character)
    if (folded === '' && last && /\p{M}/u.test(character)) last.to = to
    if (/[\s\p{Pd}(]/u.test(character)) isStart = true
    for (const letter of folded.split('')) {
      const before = letters.at(-1)
      if (pairs && before && !before.isPair && digraphs.has(before.letter + letter))
        Object.assign(before, { to, isPair: true })
      else letters.push({ letter, from, to, isStart, isPair: false })
      isStart = !/\S/.test(letter)
    }
    from = to
  }
  return letters
}

const digraphs = new Set(['aa', 'ae', 'oe', 'ue'])

const others: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}

function foldCharacter(character: string): string {
  const plain = character.normalize('NFKD').replaceAll(/[\p{M}\p{Pd}ـ'’‘ʼ`´]/gu, '')
  return [...plain.normalize('NFKC').toLowerCase()]
    .map((letter) => others[letter] ?? toKatakana(letter))
    .join('')
}

function toKatakana(letter: string): string {
  return /[ぁ-ゖ]/u.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0x60) : letter
}

function placesOf(text: string, word: string): number[] {
  const places = []
  for (let place = word ? text.indexOf(word) : -1; place >= 0; place = text.indexOf(word, place + 1))
    places.push(place)
  return places
}
