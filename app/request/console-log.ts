import { format, stripVTControlCharacters } from 'node:util'
import { log } from '#db/log.ts'
import { isAnsweredInWords } from './unread-forms.ts'

/**
 * Writes the warnings and errors that Next prints to the log. They quote what clients send, and a line break in that
 * could start a line that looks like ours. PostgreSQL's details are left out, as in the rest of the log.
 * Forms that are answered in words have a line of their own.
 */
export function logConsole(): void {
  console.warn = (...parts) => parts.some(isAnsweredInWords) || log.warn(...entryOf(parts))
  console.error = (...parts) =>
    parts.some(isAnsweredInWords) || log[parts.some(isGone) ? 'info' : 'error'](...entryOf(parts))
}

/** Whether a client closed its connection before it had sent everything. */
function isGone(part: unknown): boolean {
  return part instanceof Error && part.message === 'aborted' && 'code' in part && part.code === 'ECONNRESET'
}

function entryOf(parts: unknown[]): [object, string] {
  const err = parts.find((part) => part instanceof Error)
  const text = stripVTControlCharacters(format(...parts.filter((part) => part !== err))).trim()
  return err ? [{ err }, text || err.message] : [{}, text]
}
