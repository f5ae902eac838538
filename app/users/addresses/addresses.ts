export type Addressee = { name: string; email: string }

export const separators = { comma: ', ', semicolon: '; ' } as const

export type Separator = keyof typeof separators

/** For the field of a mail program: `Ada King <ada@example.com>, ...` (RFC 5322, 3.4). */
export function addressText(people: readonly Addressee[], separator: Separator): string {
  return people.map(({ name, email }) => `${quoted(name)} <${email}>`).join(separators[separator])
}

function quoted(name: string): string {
  return /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replaceAll(/["\\]/g, '\\$&')}"` : name
}

// Windows cuts a longer address.
const longestLink = 1_900
const start = 'mailto:?bcc='

export type MailLink = { href: string; from: number; to: number }

/** Links that together write to everybody, as blind copies (RFC 6068). `from` and `to` count people from 1. */
export function mailLinks(people: readonly Addressee[]): MailLink[] {
  const links: MailLink[] = []
  for (const [index, { email }] of people.entries()) {
    const last = links.at(-1)
    const address = inLink(email)
    if (last && last.href.length + 1 + address.length <= longestLink) {
      last.href += `,${address}`
      last.to = index + 1
    } else links.push({ href: start + address, from: index + 1, to: index + 1 })
  }
  return links
}

function inLink(email: string): string {
  return email.split('@').map(encodeURIComponent).join('@')
}
