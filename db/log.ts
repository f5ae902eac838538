import { pino } from 'pino'

/** JSON lines on standard output, one an event that an operator may want to find. */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  // PostgreSQL quotes whole rows there, and erasing somebody does not reach the log.
  redact: { paths: ['err.detail', 'err.where', 'err.client'], remove: true },
})
