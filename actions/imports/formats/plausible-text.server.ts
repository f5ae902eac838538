import iconv from 'iconv-lite'
import type { Encoding } from '../../imports.schema.ts'

// The letters beyond a to z of the languages that an encoding was made for.
const western = [
  'äöüß', // German
  'àâæçéèêëîïôœùûüÿ', // French
  'áéíñóúü', // Spanish, Irish
  'àáâãçéêíóôõúü', // Portuguese
  'àéèíìòóùú', // Italian
  'åäöæøéü', // Danish, Norwegian, Swedish, Finnish
  'áðéíóúýþæö', // Icelandic
  'áéëèêïóöü', // Dutch
  'àçéèíïóòúü', // Catalan
]
const central = [
  'áäčďéěíĺľňóôŕřšťúůýž', // Czech, Slovak
  'ąćęłńóśźż', // Polish
  'áéíóöőúüű', // Hungarian
  'ăâîşţ', // Romanian
  'čćđšž', // Croatian, Serbian, Slovenian
  'äöüß',
  'çë', // Albanian
]
const turkish = ['çğıöşüâîû', 'äöüß']
const baltic = ['āčēģīķļņšūž', 'ąčęėįšųūž', 'äõöüšž', 'ąćęłńóśźż']
const vietnamese = ['àáâăèéêìíòóôơùúưýđ\u0300\u0301\u0303\u0309\u0323']
const alphabets: Partial<Record<Encoding, readonly string[]>> = {
  'windows-1252': western,
  macintosh: western,
  cp850: western,
  'iso-8859-15': [...western, 'åäöšž'],
  'windows-1250': central,
  'iso-8859-2': central,
  maccenteuro: central,
  cp852: central,
  'windows-1254': turkish,
  'iso-8859-9': turkish,
  'windows-1257': baltic,
  'windows-1258': vietnamese,
}

// The first bytes of the characters that people use most, in encodings of two bytes.
const usualBytes: Partial<Record<Encoding, readonly [number, number]>> = {
  gb18030: [0xb0, 0xd7],
  big5: [0xa4, 0xc6],
  shift_jis: [0x88, 0x98],
  'euc-jp': [0xb0, 0xcf],
}

/** From -2 to 2: how much the words of a text beyond ASCII look like words of the languages that are written in an encoding. */
export function plausibilityOf(text: string, encoding: Encoding): number {
  const languages = (alphabets[encoding] ?? []).map((letters) => new Set(letters))
  const fits = languages.map(() => 0)
  let [sum, count] = [0, 0]
  for (const line of text.split('\n')) {
    const address = addressesIn(line)
    for (const word of line.match(/(?:[0-9A-Za-z]|[^\s\0-\x7f]){1,40}/gu) ?? []) {
      if (!/[^\0-\x7f]/.test(word)) continue
      count++
      const fitting = fittingOf(word, languages)
      for (const index of fitting) fits[index] = (fits[index] ?? 0) + 1
      const plausible = isLatin.test(word) ? fitting.length > 0 : isOtherWord(word, encoding)
      if (broken.test(word)) sum -= 2
      else sum += plausible ? 1 : -1
      // Many addresses hold the name, without its accents.
      if (plausible && word.length > 3 && address.includes(bare(word))) sum += 0.5
    }
  }
  return count === 0 ? 0 : (sum + Math.max(0, ...fits) / 2) / count
}

// What no text holds: unknown characters, control characters, and those of nobody.
const broken = /[\ufffd\p{Cc}\p{Co}\p{Cn}]/u
const isLatin = /\p{Script=Latin}/u
// Around a word, or alone.
const edges = /^[«»‹›„“”‚‘’…–—•€№°º¿¡]+|[«»‹›„“”‚‘’…–—•€№°º®™]+$/gu
const otherScripts = [
  /^[\p{Script=Cyrillic}\d’]+$/u,
  // Small letters without an accent are no Greek word.
  /^(?=.*[άέήίόύώΐΰΆΈΉΊΌΎΏ]|.{1,2}$|\P{Ll}+$)[\p{Script=Greek}\d’]+$/u,
  /^[\p{Script=Hebrew}\d]+$/u,
  /^[\p{Script=Arabic}\p{M}\d،؛؟]+$/u,
  /^[\p{Script=Thai}\d]+$/u,
]
const eastern =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303fー・\uff01-\uff5e\d]+$/u

function fittingOf(word: string, languages: readonly Set<string>[]): number[] {
  const bareWord = word.replaceAll(edges, '')
  const extra = bareWord.replaceAll(/[0-9A-Za-z’]/g, '')
  if (hasStrayCapital(bareWord) || (extra.length > 3 && extra.length === bareWord.length)) return []
  // Portuguese has it in "ões" only, and Hungarian another letter in its place.
  if (/õ(?!e)/.test(bareWord) && languages.length === western.length) return []
  const letters = [...extra.toLowerCase().replaceAll('i\u0307', 'i')].filter((letter) => letter !== 'i')
  return [...languages.keys()].filter((index) => letters.every((letter) => languages[index]?.has(letter)))
}

function isOtherWord(word: string, encoding: Encoding): boolean {
  const bareWord = word.replaceAll(edges, '')
  if (bareWord === '') return true
  if (!usualBytes[encoding] && encoding !== 'euc-kr')
    return otherScripts.some((script) => script.test(bareWord)) && !hasStrayCapital(bareWord)
  return eastern.test(bareWord) && [...bareWord].every((character) => isUsual(character, encoding))
}

function isUsual(character: string, encoding: Encoding): boolean {
  const [from, to] = usualBytes[encoding] ?? [1, 0]
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character))
    return encoding === 'shift_jis' || encoding === 'euc-jp'
  if (!/\p{Script=Han}/u.test(character)) return true
  const byte = iconv.encode(character, encoding)[0] ?? 0
  return byte >= from && byte <= to
}

/** A capital letter beyond ASCII, or beside such a letter, inside a word. */
function hasStrayCapital(word: string): boolean {
  return /\p{Ll}(?![A-Z])\p{Lu}|(?![a-z])\p{Ll}\p{Lu}|\p{L}(?![A-Z])\p{Lu}\p{Ll}/u.test(word)
}

function addressesIn(line: string): string {
  return (
    line
      .toLowerCase()
      .match(/[\w.+-]{1,64}@/g)
      ?.join(' ') ?? ''
  )
}

function bare(word: string): string {
  const letters = word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return letters.replaceAll(/[łøđıßæœ]/g, (letter) => plain[letter] ?? '')
}

const plain: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' }
