import { format, stripVTControlCharacters } from 'node:util'
import { log } from '#db/log.ts'

/**
 * Writes what Next prints as warnings and errors to the log instead. They quote what clients send, and a line break
 * in it would start a line that looks like one of ours. PostgreSQL's details stay out of them, as out of the log.
 */
export function logConsole(): void {
  console.warn = (...parts) => log.warn(...entryOf(parts))
  console.error = (...parts) => log.error(...entryOf(parts))
}

function entryOf(parts: unknown[]): [object, string] {
  const err = parts.find((part) => part instanceof Error)
  const text = stripVTControlCharacters(format(...parts.filter((part) => part !== err))).trim()
  return err ? [{ err }, text || err.message] : [{}, text]
}
