import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** The E.164 form of a phone number typed with its country code, or '' when it cannot be told. */
export function toE164(typed: string): string {
  const number = parsePhoneNumberFromString(typed)
  // Some countries have longer numbers than E.164 allows.
  return number?.isPossible() && number.number.length <= 16 ? number.number : ''
}
