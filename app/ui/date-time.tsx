import { timeInFull, timeInShort } from '#actions/form/times.server.ts'
import { currentTimeZone } from '../request/time-zone.ts'

/** "3 minutes ago" or a date, with the whole time in the title, in the time zone of the settings. */
export async function DateTime({ value }: { value: Date }) {
  const timeZone = await currentTimeZone()
  return (
    <time dateTime={value.toISOString()} title={timeInFull(value, timeZone)}>
      {timeInShort(value, timeZone, new Date())}
    </time>
  )
}
