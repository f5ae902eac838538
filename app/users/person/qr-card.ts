import { escaped, nameParts, property } from '../../api/users/vcards.ts'

export type Contact = {
  name: string
  sortName?: string
  jobTitle?: string
  phone?: string
  mobile?: string
  email?: string
}

// A code of more is too fine for the camera of an older phone.
const mostBytes = 500

/**
 * A vCard for a QR code, of version 3 (RFC 2426), which every phone reads. It has the ways to reach somebody, as far as they
 * fit, and is never too long for a code.
 */
export function qrCard({ name, sortName, ...contact }: Contact, organisation: string): string {
  const parts = nameParts(name, sortName).map(escaped).join(';')
  const lines = ['BEGIN:VCARD', 'VERSION:3.0', `FN:${escaped(name)}`, `N:${parts}`]
  const wanted = [
    ...property('TEL;TYPE=CELL', contact.mobile),
    ...property('TEL;TYPE=WORK', contact.phone),
    ...property('EMAIL', contact.email),
    ...property('TITLE', contact.jobTitle),
    ...property('ORG', organisation),
  ]
  for (const line of wanted) if (fits([...lines, line])) lines.push(line)
  return [...lines, 'END:VCARD'].join('\n')
}

function fits(lines: readonly string[]): boolean {
  return Buffer.byteLength(lines.join('\n')) <= mostBytes
}
