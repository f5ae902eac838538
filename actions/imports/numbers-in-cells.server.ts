import { kindOf } from './labels.server.ts'

/** A number as it is written in a cell, and what is said of it, such as "Home". */
type Labelled = { text: string; label: string }

const longestDivided = 300

// Between two numbers. The first of these that gives whole numbers counts.
const dividers: readonly RegExp[] = [
  /\s*(?:[;|\n]|:::)\s*/,
  /\s+(?:or|and|oder|od\.?|und|u\.|ou|et|o|y|e|of|en|och|eller|og|lub|nebo|a|ve|veya|или|и)\s+/i,
  /\s+[/／]\s+/,
  /\s*,\s*/,
  /\s*[/／]\s*/,
  /\s+[-–]\s+/,
  /\s+\+\s+/,
  /\s+(?=\+)/,
  /\s*\(?\b(?=(?!ext|x\b|app|dw|durchwahl|nst|poste|int|klappe|toestel|wew|linka|and\b)\p{L}[\p{L}.]{0,11}:?\s*[+(]?\d)/iu,
]

/** The phone numbers in a cell. @param label - what its column or the one beside it says of them */
export function numbersIn(cell: string, label: string): Labelled[] {
  // Japanese keyboards write digits in full width.
  if (cell.length > longestDivided) return [{ text: cell, label }]
  const text = cell
    .normalize('NFKC')
    .replace(/^tel:|^\\(?=\+)/i, '')
    .replaceAll(/[^\S\n]+/g, ' ')
  if (!mayHoldMore.test(text)) return [{ text, label }]
  const parts = divided(text)
  return parts
    .map((part) => withLabel(part, parts.length > 1))
    .map((each) => ({ ...each, label: each.label || label }))
}

// A divider, a label or a remark. Most cells have none.
const mayHoldMore = /[^\d\s.+()-]|[\n(]|\s[-+]/

function divided(text: string): string[] {
  for (const divider of dividers) {
    const parts = text.split(divider).filter(Boolean)
    if (parts.length > 1 && parts.every(isWhole)) return parts.flatMap(divided)
  }
  return [text]
}

/** Whether a part of a cell is a number of its own: "+49 (0)221 / 555 01 35" is one. */
function isWhole(part: string): boolean {
  return digitsIn(part) >= (/^\D*(?:\+|00)/.test(part) ? 9 : 6)
}

// In front of a number, with or without a colon.
const labels: readonly [RegExp, string][] = [
  [/^(?:h|home|p|priv|privat|private|casa|ab|dom|domicile|thuis)$/i, 'home'],
  [/^(?:c|cell|m|mob|mobil|mobile|mobiel|handy|hdy|cel|port|portable|gsm|móvil|celular|kom)$/i, 'mobile'],
  [
    /^(?:w|work|o|office|d|direct|b|business|g|gesch|dienstl|dienstlich|büro|bureau|uff|ufficio|oficina|werk|praca)$/i,
    'work',
  ],
  [/^(?:t|tel|telefon|telephone|phone|ph|fon|tél|tlf|tfno)$/i, ''],
]

// What belongs to a number: "ext. 12", "x12".
const extension =
  /^(?:ext|extn|extension|x|app|dw|durchwahl|nst|poste|int|interno|klappe|toestel|wew|linka|内線)$/iu

function withLabel(part: string, isOneOfMany: boolean): Labelled {
  const text = part.trim()
  const [, before = '', number = text] =
    /^\(?(\p{L}[\p{L} .’']{0,30}?)\s*[.:]?\s*([+(\d].*)$/su.exec(text) ?? []
  const [, bare = number, after = ''] =
    /^(.*\d)[\s,]*\(?\s*(\p{L}[^()\d]{0,40}?)\s*\)?\s*$/su.exec(number) ?? []
  const prefix = labelOf(before, /^\p{L}\s*[.:]/u.test(text) || digitsIn(number) >= 6)
  const suffix = labelOf(after, digitsIn(bare) >= 6)
  // Remarks such as "(mornings)" are no part of one number among others.
  const isBare = suffix !== undefined || (isOneOfMany && /\)\s*$/.test(number))
  if (before && prefix === undefined) return { text, label: '' }
  return { text: (isBare ? bare : number).trim(), label: suffix || prefix || '' }
}

/** What a word beside a number says; undefined for one that says nothing known. A single letter needs a number in full. */
function labelOf(word: string, isSure: boolean): string | undefined {
  if (word === '' || extension.test(word.trim().replace(/\.$/, ''))) return undefined
  const [first = ''] = word.trim().split(/[\s,.]/)
  if (first.length === 1 && !isSure) return undefined
  const known = labels.find(([pattern]) => pattern.test(first))?.[1]
  return known ?? (kindOf(word) === 'never' ? word : undefined)
}

function digitsIn(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0
}
