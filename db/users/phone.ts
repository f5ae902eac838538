import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** '' when the country code is missing or the number is not valid. */
export function toE164(typed: string): string {
  const number = parsePhoneNumberFromString(typed)
  // Some countries have longer numbers than E.164 allows.
  return number?.isPossible() && number.number.length <= 16 ? number.number : ''
}
