import { domainToASCII } from 'node:url'

/**
 * An email whose domain has other letters than ASCII, or is written as "xn--", in one form for both: with "xn--" (RFC 3492).
 * '' for all others.
 */
export function toAscii(email: string): string {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1)
  if (!/[^ -~]|xn--/i.test(domain)) return ''
  const ascii = domainToASCII(domain)
  return ascii && `${email.slice(0, at)}@${ascii}`
}
