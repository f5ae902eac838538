// The characters that spreadsheets take for the start of a formula, in full width, too.
// https://owasp.org/www-community/attacks/CSV_Injection
const signs = '=+\\-@\\uff1d\\uff0b\\uff0d\\uff20'
const start = `[${signs}\\t\\r]`
const formula = new RegExp(`^${start}`)
const guarded = new RegExp(`^'+${start}`)
// Excel divides a cell there, and after a line break, if its own separator is another one than that of the file.
const divider = '[,;\\r\\n]"*'
const divided = new RegExp(`(${divider})(?='*[${signs}])`, 'g')
const guardedInside = new RegExp(`(${divider})(?='+[${signs}])`, 'g')
const guardInside = new RegExp(`(${divider})'(?='*[${signs}])`, 'g')

/** A text as a cell of a CSV: no spreadsheet runs it, and `unescapeFormula` gives it back. */
export function escapeFormula(text: string): string {
  const whole = text.replaceAll(divided, "$1'")
  return formula.test(text) && !isPhone(text) ? `'${whole}` : guardStart(whole)
}

/** A text as a cell of a file in which nothing is run: `unescapeFormula` gives it back, too. */
export function guardQuotes(text: string): string {
  return guardStart(text.replaceAll(guardedInside, "$1'"))
}

function guardStart(text: string): string {
  return withoutStart(text) === text ? text : `'${text}`
}

/** A cell without what keeps a spreadsheet from running it as a formula, or from reading it as a number: `="+44"`. */
export function unescapeFormula(cell: string): string {
  return withoutStart(cell).replaceAll(guardInside, '$1')
}

function withoutStart(cell: string): string {
  if (guarded.test(cell)) return cell.slice(1)
  return /^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : cell
}

// Of digits and these marks nothing can be made but sums of numbers: no function, no cell, no other program.
const phone = /^\+\d[\d .()-]{5,30}$/
// No formula has two numbers in a row, so that a spreadsheet takes the cell for text.
const twoNumbers = /\d \(?\d|\) ?\d|\d\(/

/**
 * Whether a text with a plus is plainly a phone number, of 7 to 15 digits as in E.164, and no sum: spreadsheets would work
 * out `+44-20-7946-0018`, and read `+44.2079460018` as a number with decimals.
 */
function isPhone(text: string): boolean {
  if (!phone.test(text)) return false
  const digits = text.replaceAll(/\D/g, '').length
  return digits >= 7 && digits <= 15 && (/^\+\d+$/.test(text) || twoNumbers.test(text))
}
