import { pino } from 'pino'

// JSON leaves these as they are; on a terminal they move, hide or turn round what stands beside them.
const unseen = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** JSON lines on standard output, one an event that an operator may want to find. */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  // PostgreSQL quotes whole rows there, and erasing somebody does not reach the log.
  redact: { paths: ['err.detail', 'err.where', 'err.client'], remove: true },
  hooks: { streamWrite: (line) => line.replaceAll(unseen, (letter) => `\\u${hexOf(letter)}`) },
})

function hexOf(letter: string): string {
  return letter.charCodeAt(0).toString(16).padStart(4, '0')
}
