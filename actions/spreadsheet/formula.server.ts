// What spreadsheets take for the start of a formula, some of them in full width, too: csv-stringify escapes the same.
const start = '[=+\\-@\\t\\r\\uff1d\\uff0b\\uff0d\\uff20]'
const guarded = new RegExp(`^'+${start}`)

/** A text that is an escaped formula already, with one more quote, so that `unescapeFormula` gives it back. */
export function guardQuotes(text: string): string {
  return guarded.test(text) ? `'${text}` : text
}

/** A cell without what keeps a spreadsheet from running it as a formula, or from reading it as a number: `="+44"`. */
export function unescapeFormula(cell: string): string {
  if (guarded.test(cell)) return cell.slice(1)
  return /^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : cell
}
