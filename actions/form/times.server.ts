/** The day in a time zone, such as "2026-11-28". */
export function dayOf(moment: Date, timeZone: string): string {
  return formatOf(timeZone, { dateStyle: 'short' }, 'en-CA').format(moment)
}

export function dayInWords(moment: Date, timeZone: string): string {
  return formatOf(timeZone, { dateStyle: 'full' }).format(moment)
}

/** Of a day such as "2026-11-28": the first moment of it in a time zone. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // The offset at midnight UTC may differ from that at local midnight, where the clocks change in between.
  const near = midnight - offsetMs(new Date(midnight), timeZone)
  return new Date(midnight - offsetMs(new Date(near), timeZone))
}

/** The day after one such as "2026-11-28". */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

/** With the zone: "28 November 2026 at 14:05:09 GMT". */
export function timeInFull(moment: Date, timeZone: string): string {
  return formatOf(timeZone, { dateStyle: 'long', timeStyle: 'long' }).format(moment)
}

/** "3 minutes ago", up to a day; else the date. */
export function timeInShort(moment: Date, timeZone: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - moment.getTime()) / 60_000)
  // The clock of the database may be a little ahead.
  if (minutes === 0 || minutes === -1) return 'just now'
  if (minutes < 0 || minutes >= 24 * 60) return formatOf(timeZone, { dateStyle: 'medium' }).format(moment)
  return minutes < 60 ? ago.format(-minutes, 'minute') : ago.format(-Math.floor(minutes / 60), 'hour')
}

const ago = new Intl.RelativeTimeFormat('en-GB')

// Making one is slow, and a page shows many times.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string, options: Intl.DateTimeFormatOptions, locale = 'en-GB') {
  const key = JSON.stringify([timeZone, options, locale])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
  formats.set(key, format)
  return format
}

function offsetMs(moment: Date, timeZone: string): number {
  const parts = formatOf(timeZone, {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment)
  const [year = 0, month = 1, day, hour, minute, second] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map((type) => Number(parts.find((part) => part.type === type)?.value))
  return Date.UTC(year, month - 1, day, hour, minute, second) - moment.getTime()
}
