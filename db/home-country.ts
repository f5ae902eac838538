import { getCountries } from 'libphonenumber-js/min'
import type { Executor } from './database.ts'
import { FieldRefused } from './errors.ts'

const names = new Intl.DisplayNames('en-GB', { type: 'region' })

/** All whose phone numbers are known, by their English names. Codes are those of ISO 3166-1 alpha-2. */
export const countries = getCountries()
  .map((code) => ({ code: String(code), name: countryName(code) }))
  .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))

const codes = new Set(countries.map(({ code }) => code))

/** '' for ''. */
export function countryName(code: string): string {
  return (code && names.of(code)) || code
}

/** @throws FieldRefused for a country that is not among `countries`; '' is none */
export function checkCountry(code: string): void {
  if (code !== '' && !codes.has(code)) throw new FieldRefused('homeCountry', 'Choose a country from the list')
}

/** Phone numbers without a country code belong there; '' when it is not chosen. */
export async function readHomeCountry(db: Executor): Promise<string> {
  const row = await db.selectFrom('directory').select('homeCountry').executeTakeFirstOrThrow()
  return row.homeCountry
}
