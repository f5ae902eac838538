import { FieldRefused } from '../errors.ts'

/** IANA names. UTC is not among them, because a setting that is not chosen means UTC. */
export const timeZones = Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')

const known = new Set(timeZones)

/** @throws FieldRefused for a zone that is not among `timeZones`; '' is UTC */
export function checkTimeZone(name: string): void {
  if (name !== '' && !known.has(name)) throw new FieldRefused('timeZone', 'Choose a time zone from the list')
}

/** Another release of Node may know fewer zones than the one that saved the setting. */
export function knownTimeZone(name: string): string {
  return known.has(name) ? name : 'UTC'
}
