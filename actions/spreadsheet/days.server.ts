/** A day as lists write it, in UTC: 2026-11-28, 28.11.2026, 11/28/2026, 2026年11月28日. Undefined for what is none. */
export function readDay(cell: string): { earliest: Date; latest: Date } | undefined {
  const text = cell.slice(0, longest).normalize('NFKC').trim()
  const [, year, month, day] =
    /^(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?(?:[T\s].*)?$/.exec(text) ?? []
  if (year && month && day) return both(dayOf(year, month, day), dayOf(year, month, day))
  const [, one, mark, other, last] =
    /^(\d{1,2})([-/.])\s*(\d{1,2})[-/.]\s*(\d{4}|\d{2})(?:[T\s].*)?$/.exec(text) ?? []
  if (!one || !other || !last) return inWords(text)
  const full = last.length === 4 ? last : `${Number(last) < 70 ? 20 : 19}${last}`
  const dayFirst = dayOf(full, other, one)
  // Only with slashes or hyphens does the month come first anywhere.
  return both(dayFirst, mark === '.' ? dayFirst : dayOf(full, one, other))
}

/** "28 Nov 2026", "28-Nov-26", "November 28, 2026". */
function inWords(text: string) {
  const isDate = /^(?:\d{1,2}[ .-]{1,2}[A-Za-z]{3,9}|[A-Za-z]{3,9}\.? \d{1,2},?)[ ,-]{1,2}\d{2,4}$/.test(text)
  const time = isDate ? Date.parse(`${text} UTC`) : Number.NaN
  const date = Number.isNaN(time) ? undefined : new Date(time)
  return both(date, date)
}

const longest = 40

function dayOf(year: string, month: string, day: string): Date | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 ? date : undefined
}

function both(one: Date | undefined, other: Date | undefined) {
  const [first, second] = [one ?? other, other ?? one]
  if (!first || !second) return undefined
  return first < second ? { earliest: first, latest: second } : { earliest: second, latest: first }
}
