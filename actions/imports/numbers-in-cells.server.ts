/** A number as it is written in a cell, and what is said of it, such as "Home". */
type Labelled = { text: string; label: string }

const longestDivided = 1_000

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
]

/** The phone numbers in a cell. @param label - what its column or the one beside it says of them */
export function numbersIn(cell: string, label: string): Labelled[] {
  // Japanese keyboards write digits in full width.
  const text = cell.length > longestDivided ? cell : cell.normalize('NFKC').replace(/^tel:|^\\(?=\+)/i, '')
  if (text.length > longestDivided || !mayHoldMore.test(text)) return [{ text, label }]
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
  const digits = part.match(/\p{Nd}/gu)?.length ?? 0
  return digits >= (/^\D*(?:\+|00)/.test(part) ? 9 : 6)
}

// In front of a number, with or without a colon.
const labels: readonly [RegExp, string][] = [
  [/^(?:h|home|p|priv|privat|private|casa|ab|dom|domicile|thuis)$/i, 'home'],
  [
    /^(?:c|cell|m|mob|mobil|mobile|mobiel|handy|hdy|cel|cell|port|portable|gsm|móvil|celular|kom)$/i,
    'mobile',
  ],
  [
    /^(?:w|work|o|office|d|direct|b|business|g|gesch|dienstl|dienstlich|büro|bureau|uff|ufficio|oficina|werk|praca)$/i,
    'work',
  ],
  [/^(?:t|tel|telefon|telephone|phone|ph|fon|tél|tlf|tfno)$/i, ''],
]

function withLabel(part: string, isOneOfMany: boolean): Labelled {
  const [, before = '', number = part] = /^([\p{L}]{1,12})\.?\s*:?\s*([+(\d].*)$/su.exec(part) ?? []
  const [, bare = number, after = ''] = /^(.*\d)\s*\(([^()\d]{1,40})\)\s*$/su.exec(number) ?? []
  const prefix = labels.find(([pattern]) => pattern.test(before))
  const suffix = labels.find(([pattern]) => pattern.test(after.split(/[\s,.]/)[0] ?? ''))
  const text = before && !prefix ? part : bare
  if (!prefix && !suffix && !after) return { text: part.trim(), label: '' }
  // Remarks such as "(mornings)" are no part of one number among others.
  return {
    text: (suffix || prefix || isOneOfMany ? text : part).trim(),
    label: suffix?.[1] || prefix?.[1] || '',
  }
}
