import { pino } from 'pino'

/** JSON lines on standard output, one an event that an operator may want to find. */
export const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime })
