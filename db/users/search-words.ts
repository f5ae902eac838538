import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** Digits that are too few for a phone number may be several numbers: these are its groups. */
export type Term = { word: string } | { number: string; groups: string[] }

const mostWords = 20

/** The words of a search, without the marks around them and between their parts: "Anne-Marie" is two words. */
export function typedWords(q: string): string[] {
  return unique(termsOf(q).flatMap((term) => ('word' in term ? [term.word] : [term.number, ...term.groups])))
}

/** At most the first 20. */
export function termsOf(q: string): Term[] {
  const terms: Term[] = []
  let end = 0
  const text = q.replaceAll('´', "'").normalize('NFKC')
  for (const found of text.matchAll(numberPattern)) {
    terms.push(...wordsIn(text.slice(end, found.index)), numberIn(found[0]))
    end = found.index + found[0].length
  }
  return unique([...terms, ...wordsIn(text.slice(end))]).slice(0, mostWords)
}

/** Groups of digits in a row, with the marks of phone numbers between them. */
const numberPattern = /(?<![\p{L}\p{N}@._-])[+(]*\d[\d\s()+./\p{Pd}]*\d\)?(?![\p{L}\p{N}@])/gu
const separators = /[\s,;:!?¿¡"“”„«»‹›<>()[\]{}/、。・\p{Pd}]+/u
const outerMarks = /^['’‘ʼ`´.]+|['’‘ʼ`´.]+$/gu

function wordsIn(text: string): Term[] {
  const words = text.split(separators).map((word) => word.replaceAll(outerMarks, ''))
  return words.filter(Boolean).map((word) => ({ word }))
}

const shortestPhone = 7

function numberIn(text: string): Term {
  const groups = text.match(/\d+/g) ?? []
  const digits = groups.join('')
  if (groups.length === 1 && digits.length < shortestPhone) return { word: digits }
  if (digits.length < shortestPhone) return { number: digits, groups }
  return { number: nationalPart(text, digits), groups: [] }
}

/** The digits that a number has at home and abroad. */
function nationalPart(text: string, digits: string): string {
  const abroad = text.includes('+') ? text : digits.replace(/^00/, '+')
  const number = abroad.includes('+') ? parsePhoneNumberFromString(abroad) : undefined
  // Most countries dial 0 before the number, some of the former Soviet Union dial 8.
  return number?.isPossible() ? number.nationalNumber : digits.replace(/^(?:0+|8(?=\d{10}$))/, '')
}

function unique<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()]
}
