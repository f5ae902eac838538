import { pino } from 'pino'

// Characters that JSON does not escape, and that hide, move or reverse text on a terminal.
const unseen = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  // PostgreSQL quotes whole rows there, and erasing a person does not change the log.
  redact: { paths: ['err.detail', 'err.where', 'err.client'], remove: true },
  hooks: { streamWrite: (line) => line.replaceAll(unseen, (letter) => `\\u${hexOf(letter)}`) },
})

function hexOf(letter: string): string {
  return letter.charCodeAt(0).toString(16).padStart(4, '0')
}
