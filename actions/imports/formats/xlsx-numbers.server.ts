/** How the numbers of a cell are shown. */
export type NumberStyle = { code: string; isDate: boolean }

// Formats of dates and times that have no code in the file (ECMA-376, 18.8.30).
const dateFormats = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

/** Whether a format shows a number as a date or a time. */
export function isDateFormat(id: number, code: string): boolean {
  if (code === '') return dateFormats.some(([from, to]) => id >= from && id <= to)
  const bare = code.slice(0, 200).replaceAll(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]|s[.,]0+/gi, '')
  return /[dmyhs]/i.test(bare) && !/[0#?]/.test(bare)
}

/** A number as people see it: whole ones in full, dates as 2026-11-28, with the zeros that its format puts in front. */
export function formatNumber(value: string, style: NumberStyle | undefined, is1904: boolean): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (style?.isDate) return formatDate(number, is1904)
  if (/^-?\d+$/.test(value)) return pad(value, style?.code ?? '')
  return Number.isInteger(number)
    ? pad(BigInt(number).toString(), style?.code ?? '')
    : `${Number(number.toPrecision(15))}`
}

/** Fills a format such as "00000" or "0000 000000" with the digits. */
function pad(digits: string, code: string): string {
  if (!/^[0 ()/+-]{2,40}$/.test(code) || digits.startsWith('-')) return digits
  const places = code.replaceAll(/[^0]/g, '').length
  const padded = digits.padStart(places, '0')
  const rest = [...padded.slice(padded.length - places)]
  return padded.slice(0, padded.length - places) + code.replaceAll('0', () => rest.shift() ?? '')
}

/** A date as the files write it, such as 2026-11-28T00:00:00, as people see it. */
export function showDate(written: string): string {
  return written
    .replace(/(:\d\d):00(\.0+)?Z?$/, '$1')
    .replace(/T00:00$/, '')
    .replace('T', ' ')
}

const dayMs = 24 * 60 * 60 * 1_000
// Excel counts a 29 February 1900 that never was, so its days are right from March on.
const start1900 = Date.UTC(1899, 11, 30)
const start1904 = Date.UTC(1904, 0, 1)
const latest = 2_958_466

function formatDate(serial: number, is1904: boolean): string {
  if (serial < 0 || serial >= latest) return `${serial}`
  const days = !is1904 && serial < 60 ? serial + 1 : serial
  const minutes = Math.round(((is1904 ? start1904 : start1900) + days * dayMs) / 60_000)
  const [date, time = ''] = new Date(minutes * 60_000).toISOString().split('T')
  if (serial < 1) return time.slice(0, 5)
  return time.startsWith('00:00') ? `${date}` : `${date} ${time.slice(0, 5)}`
}
