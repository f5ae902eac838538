import { pathToFileURL } from 'node:url'
import { clearEvents } from '../audit/clear.ts'
import { CannotStart } from '../cannot-start.ts'
import { parseConfig } from '../config.ts'
import { open } from '../database.ts'
import { runCommand } from './command.ts'

async function main(): Promise<void> {
  const { databaseUrl, eventsKeepDays } = parseConfig(process.env)
  if (!databaseUrl) throw new CannotStart('Run npm run events:clear, which finds the embedded database too.')
  if (eventsKeepDays === undefined) {
    console.log('EVENTS_KEEP_DAYS is not set, so all events are kept.')
    return
  }
  const db = open(databaseUrl)
  const count = await clearEvents(db, eventsKeepDays).finally(() => db.destroy())
  console.log(
    `${count} ${count === 1 ? 'event' : 'events'} older than ${eventsKeepDays} ${eventsKeepDays === 1 ? 'day' : 'days'} deleted`,
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runCommand(main)
