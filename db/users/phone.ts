import {
  type CountryCode,
  type PhoneNumber,
  parseDigits,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

/**
 * '' when the number cannot be known: without a country code the home country has to be chosen.
 * @param homeCountry - ISO 3166-1 alpha-2; '' when not chosen
 */
export function toE164(typed: string, homeCountry: string): string {
  const [main] = splitExtension(typed)
  const digits = parseDigits(main)
  const abroad = digits.startsWith('00') && !main.includes('+') ? parse(`+${digits.slice(2)}`) : undefined
  if (abroad?.isValid()) return abroad.number
  const number = parse(main, homeCountry)
  return (number && isWhole(number, digits) ? number : abroad)?.number ?? ''
}

/** The address that a telephone dials: E.164 where it is known, else the digits as typed; '' for other text. */
export function telLink(typed: string, e164: string): string {
  const [main, extension] = splitExtension(typed)
  const number = e164 || (onlyDigits.test(main) ? parseDigits(main) : '')
  return number && `tel:${number}${extension && `;ext=${extension}`}`
}

const onlyDigits = /^[\p{Nd}\s().-]{2,}$/u

function parse(text: string, homeCountry = ''): PhoneNumber | undefined {
  const number = parsePhoneNumberFromString(text, (homeCountry || undefined) as CountryCode | undefined)
  // Some countries have longer numbers than E.164 allows.
  return number?.isPossible() && number.number.length <= 16 ? number : undefined
}

/**
 * With its country code or the prefix of its country. Without them, fewer than nine digits may be a local number or one
 * of the own switchboard, unless the country writes its numbers like that.
 */
function isWhole(number: PhoneNumber, digits: string): boolean {
  if (digits.length > number.nationalNumber.length) return true
  if (!number.isValid()) return false
  const written = number.formatNational()
  return digits.length >= 9 || (written !== digits && parseDigits(written) === digits)
}

const extensionWords = `
  extension extensión extn ext x int interno interne anexo durchwahl dw klappe kl nebenstelle poste ramal toestel tst
  wewnętrzny wewn wew linka klapka dahili доб 内線`
const extension = new RegExp(
  `(?:;ext=|,,|[#~]\\s*|(?<!\\p{L})(?:${extensionWords.trim().split(/\s+/).join('|')})[\\s.:]*)(\\p{Nd}{1,9})[\\s)#]*$`,
  'iu',
)

/** The number, and the digits of its extension or ''. */
function splitExtension(typed: string): [string, string] {
  const found = extension.exec(typed)
  if (!found?.[1]) return [typed, '']
  return [typed.slice(0, found.index).replace(/[\s(,;/–-]+$/, ''), parseDigits(found[1])]
}
